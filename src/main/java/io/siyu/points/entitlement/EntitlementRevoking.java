package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.points.RedemptionCancelling;
import io.siyu.points.Redemptions;
import io.siyu.points.entitlement.Entitlements.Held;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Staff take back what is left of an entitlement. Units that were used stay used. Points that were
 * paid for it stay spent, unless staff say otherwise and nothing of it was ever used.
 */
@ApplicationScoped
class EntitlementRevoking {

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final Entitlements entitlements;
  private final Redemptions redemptions;
  private final RedemptionCancelling cancelling;
  private final Audit audit;
  private final Clock clock;

  EntitlementRevoking(
      Idempotency idempotency,
      MemberDirectory members,
      Entitlements entitlements,
      Redemptions redemptions,
      RedemptionCancelling cancelling,
      Audit audit,
      Clock clock) {
    this.idempotency = idempotency;
    this.members = members;
    this.entitlements = entitlements;
    this.redemptions = redemptions;
    this.cancelling = cancelling;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param returnPoints whether its redemption is cancelled and its points go back
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal USED_UP, EXPIRED, REVOKED, POINTS_NOT_RETURNABLE or IDEMPOTENCY_KEY_REUSED
   */
  Uni<Entitlement> revoke(
      UUID operator, UUID id, String reason, boolean returnPoints, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "revokeEntitlement",
            idempotencyKey,
            Fingerprint.of(id, reason, returnPoints),
            () ->
                entitlements
                    .held(id)
                    .call(held -> members.lock(held.member()))
                    .call(held -> revoke(operator, held, returnPoints))
                    .chain(() -> record(operator, id, reason, returnPoints))
                    .replaceWith(id))
        .chain(entitlements::byId);
  }

  /** The redemption's row is changed before the entitlement's, as in every other cancellation. */
  private Uni<Void> revoke(UUID operator, Held held, boolean returnPoints) {
    return entitlements
        .byId(held.id())
        .invoke(EntitlementRefusals::requireUsable)
        .invoke(now -> requireReturnable(now, returnPoints))
        .chain(
            () -> {
              if (returnPoints) {
                return giveBack(held).chain(() -> entitlements.noteRevoker(held.id(), operator));
              }
              return endRedemption(held)
                  .chain(() -> entitlements.revokeRest(held.id(), operator, clock.instant()))
                  // Nothing else moves while the member is locked, except that its time passes.
                  .invoke(
                      revoked -> {
                        if (!revoked) {
                          throw EntitlementRefusals.refusal(
                              EntitlementErrorCode.EXPIRED, "Its time is over.");
                        }
                      })
                  .replaceWithVoid();
            });
  }

  private Uni<Void> endRedemption(Held held) {
    return held.origin().source() == EntitlementSource.POINTS
        ? redemptions.forfeit(held.origin().id())
        : Uni.createFrom().voidItem();
  }

  /** A redemption that has ended, by a use that was undone later, is not opened again. */
  private Uni<Void> giveBack(Held held) {
    return cancelling
        .cancelByStaff(held.origin().id())
        .onFailure(Refusal.class)
        .transform(
            ended -> notReturnable("Its redemption is complete: adjust the points instead."));
  }

  private static void requireReturnable(Entitlement now, boolean returnPoints) {
    if (!returnPoints) {
      return;
    }
    if (now.source() != EntitlementSource.POINTS) {
      throw notReturnable("It was not redeemed for points.");
    }
    if (now.used() > 0) {
      throw notReturnable("Something of it was used.");
    }
  }

  private static Refusal notReturnable(String message) {
    return Refusal.of(EntitlementErrorCode.POINTS_NOT_RETURNABLE, message, "input", "returnPoints");
  }

  private Uni<Void> record(UUID operator, UUID id, String reason, boolean returnPoints) {
    return audit.record(
        operator,
        "revokeEntitlement",
        EntitlementView.ID.encode(id),
        new JsonObject().put("reason", reason).put("pointsReturned", returnPoints));
  }
}

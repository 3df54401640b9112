package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.points.Redemptions;
import io.siyu.points.entitlement.Entitlements.Held;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Staff take units off members' entitlements, and put back what they took by mistake. */
@ApplicationScoped
class EntitlementUses {

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final Entitlements entitlements;
  private final Redemptions redemptions;
  private final Audit audit;
  private final Clock clock;

  EntitlementUses(
      Idempotency idempotency,
      MemberDirectory members,
      Entitlements entitlements,
      Redemptions redemptions,
      Audit audit,
      Clock clock) {
    this.idempotency = idempotency;
    this.members = members;
    this.entitlements = entitlements;
    this.redemptions = redemptions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes one unit.
   *
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal USED_UP, EXPIRED, REVOKED or IDEMPOTENCY_KEY_REUSED
   */
  Uni<EntitlementUse> use(UUID operator, UUID entitlement, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "useEntitlement",
            idempotencyKey,
            Fingerprint.of(entitlement),
            () ->
                entitlements
                    .held(entitlement)
                    .call(held -> members.lock(held.member()))
                    .chain(held -> use(operator, held)))
        .chain(entitlements::use);
  }

  /**
   * Puts the unit back; when the time is over it still counts as unused.
   *
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal ALREADY_UNDONE or IDEMPOTENCY_KEY_REUSED
   */
  Uni<EntitlementUse> undo(UUID operator, UUID use, String reason, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "undoEntitlementUse",
            idempotencyKey,
            Fingerprint.of(use, reason),
            () ->
                entitlements
                    .use(use)
                    .chain(found -> entitlements.held(found.entitlement()))
                    .call(held -> members.lock(held.member()))
                    .chain(held -> undo(operator, held, use, reason)))
        .chain(entitlements::use);
  }

  private Uni<UUID> use(UUID operator, Held held) {
    UUID use = Ids.next();
    return entitlements
        .takeUnit(held.id(), clock.instant())
        .call(taken -> taken ? Uni.createFrom().<Void>nullItem() : refuse(held.id()))
        .chain(() -> entitlements.noteUse(use, held.id(), operator, clock.instant()))
        .chain(() -> endRedemption(held))
        .chain(
            () ->
                audit.record(
                    operator,
                    "useEntitlement",
                    EntitlementView.ID.encode(held.id()),
                    new JsonObject().put("use", EntitlementUseView.ID.encode(use))))
        .replaceWith(use);
  }

  private Uni<Void> endRedemption(Held held) {
    return held.origin().source() == EntitlementSource.POINTS
        ? redemptions.complete(held.origin().id())
        : Uni.createFrom().voidItem();
  }

  private Uni<UUID> undo(UUID operator, Held held, UUID use, String reason) {
    return entitlements
        .undoUse(use, operator, reason, clock.instant())
        .invoke(
            undone -> {
              if (!undone) {
                throw Refusal.of(
                    EntitlementErrorCode.ALREADY_UNDONE,
                    "This use was undone before.",
                    "input",
                    "useId");
              }
            })
        .chain(() -> entitlements.putUnitBack(held.id()))
        .chain(
            () ->
                audit.record(
                    operator,
                    "undoEntitlementUse",
                    EntitlementUseView.ID.encode(use),
                    new JsonObject().put("reason", reason)))
        .replaceWith(use);
  }

  private Uni<Void> refuse(UUID entitlement) {
    return entitlements
        .byId(entitlement)
        .invoke(
            now -> {
              throw EntitlementRefusals.unusable(now);
            })
        .replaceWithVoid();
  }
}

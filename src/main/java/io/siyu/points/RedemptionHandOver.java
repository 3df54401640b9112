package io.siyu.points;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.points.Redemptions.Cause;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Staff hand over what members have redeemed, on record. */
@ApplicationScoped
class RedemptionHandOver {

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final Redemptions redemptions;
  private final Audit audit;

  RedemptionHandOver(
      Idempotency idempotency, MemberDirectory members, Redemptions redemptions, Audit audit) {
    this.idempotency = idempotency;
    this.members = members;
    this.redemptions = redemptions;
    this.audit = audit;
  }

  /**
   * @param carrier with the number for what is shipped; both null for what is picked up
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal NOT_FULFILLABLE when it was handed over or cancelled before, or is no gift
   * @throws InvalidInput when a parcel is missing, or there can be none
   */
  Uni<Redemption> fulfil(
      UUID operator, UUID id, String carrier, String trackingNumber, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "fulfilRedemption",
            idempotencyKey,
            Fingerprint.of(id, carrier, trackingNumber),
            () ->
                redemptions
                    .any(id)
                    .invoke(RedemptionHandOver::requireGift)
                    .invoke(it -> requireParcelWhereShipped(it, carrier, trackingNumber))
                    .call(it -> members.lock(it.member()))
                    .chain(() -> handOver(id))
                    .chain(() -> redemptions.noteParcel(id, carrier, trackingNumber))
                    .chain(
                        () ->
                            audit.record(
                                operator,
                                "fulfilRedemption",
                                RedemptionView.ID.encode(id),
                                new JsonObject().put("shipped", carrier != null)))
                    .replaceWith(id))
        .chain(redemptions::any);
  }

  private Uni<Void> handOver(UUID id) {
    return redemptions
        .change(id, RedemptionState.ISSUED, RedemptionState.REDEEMED, Cause.FULFILLED_BY_OPERATOR)
        .invoke(
            done -> {
              if (!done) {
                throw Refusal.of(
                    RewardErrorCode.NOT_FULFILLABLE,
                    "This redemption was handed over or cancelled before.",
                    "input",
                    "redemptionId");
              }
            })
        .replaceWithVoid();
  }

  private static void requireGift(Redemption it) {
    if (it.rewardKind() != RewardKind.GIFT) {
      throw Refusal.of(
          RewardErrorCode.NOT_FULFILLABLE,
          "Only gifts are handed over; an entitlement is used.",
          "input",
          "redemptionId");
    }
  }

  private static void requireParcelWhereShipped(Redemption it, String carrier, String number) {
    if ((carrier == null) != (number == null)) {
      throw new InvalidInput(
          List.of("input", "trackingNumber"), "A carrier and its number belong together.");
    }
    if (it.delivery() == null && carrier != null) {
      throw new InvalidInput(
          List.of("input", "carrier"), "This is picked up: there is no parcel to name.");
    }
    if (it.delivery() != null && carrier == null) {
      throw new InvalidInput(
          List.of("input", "carrier"), "This is shipped: say by whom, and the parcel's number.");
    }
  }
}

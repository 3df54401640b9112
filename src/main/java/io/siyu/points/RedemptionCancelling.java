package io.siyu.points;

import io.quarkus.arc.All;
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
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns a redemption back into points while it is not handed over. Whoever changes the row of the
 * redemption first wins: the member, staff who cancel, or staff who hand it over.
 */
@ApplicationScoped
public class RedemptionCancelling {

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final Redemptions redemptions;
  private final PointsLedger ledger;
  private final RewardShelf shelf;
  private final Audit audit;
  private final Map<String, RewardFulfilment> fulfilments;

  RedemptionCancelling(
      Idempotency idempotency,
      MemberDirectory members,
      Redemptions redemptions,
      PointsLedger ledger,
      RewardShelf shelf,
      Audit audit,
      @All List<RewardFulfilment> fulfilments) {
    this.idempotency = idempotency;
    this.members = members;
    this.redemptions = redemptions;
    this.ledger = ledger;
    this.shelf = shelf;
    this.audit = audit;
    this.fulfilments =
        fulfilments.stream().collect(Collectors.toMap(RewardFulfilment::kind, Function.identity()));
  }

  /**
   * Staff cancel it for the member, on record.
   *
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal NOT_CANCELLABLE when it is fulfilled or cancelled already
   */
  Uni<Redemption> cancelByStaff(UUID operator, UUID id, String reason, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "cancelMemberRedemption",
            idempotencyKey,
            Fingerprint.of(id, reason),
            () ->
                redemptions
                    .any(id)
                    .call(it -> members.lock(it.member()))
                    .chain(it -> cancel(it, Cause.CANCELLED_BY_OPERATOR))
                    .chain(
                        () ->
                            audit.record(
                                operator,
                                "cancelMemberRedemption",
                                RedemptionView.ID.encode(id),
                                new JsonObject().put("reason", reason)))
                    .replaceWith(id))
        .chain(redemptions::any);
  }

  /**
   * Staff give the points back for what they take from the member. In the caller's transaction,
   * which has locked the member.
   *
   * @throws Refusal NOT_CANCELLABLE when it is fulfilled or cancelled already
   */
  public Uni<Void> cancelByStaff(UUID id) {
    return redemptions.any(id).chain(it -> cancel(it, Cause.CANCELLED_BY_OPERATOR));
  }

  /** In the caller's transaction, which has locked the member. */
  Uni<Void> cancel(Redemption redemption, Cause cause) {
    return redemptions
        .change(redemption.id(), RedemptionState.ISSUED, RedemptionState.CANCELLED, cause)
        .invoke(
            cancelled -> {
              if (!cancelled) {
                throw Refusal.of(
                    RewardErrorCode.NOT_CANCELLABLE,
                    "This redemption is complete and cannot be cancelled.",
                    "input",
                    "redemptionId");
              }
            })
        .chain(() -> takeBack(redemption))
        .chain(
            () ->
                ledger.giveBack(
                    redemption.member(),
                    RedemptionService.BUSINESS_TYPE,
                    redemption.id().toString()))
        .chain(() -> shelf.uncountOne(redemption.member(), redemption.rewardId()))
        .chain(() -> shelf.putBackOne(redemption.rewardId()));
  }

  private Uni<Void> takeBack(Redemption redemption) {
    RewardFulfilment fulfilment = fulfilments.get(redemption.rewardKind().name());
    return fulfilment == null ? Uni.createFrom().voidItem() : fulfilment.takeBack(redemption.id());
  }
}

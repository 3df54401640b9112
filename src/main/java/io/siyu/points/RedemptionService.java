package io.siyu.points;

import io.quarkus.arc.All;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.member.TierService;
import io.siyu.platform.database.Ids;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.points.Redemptions.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns points into rewards; members cancel what they have not received yet. */
@ApplicationScoped
class RedemptionService {

  static final String BUSINESS_TYPE = "REDEMPTION";

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final TierService tiers;
  private final RewardShelf shelf;
  private final Redemptions redemptions;
  private final PointsLedger ledger;
  private final RedemptionCancelling cancelling;
  private final Map<String, RewardFulfilment> fulfilments;

  RedemptionService(
      Idempotency idempotency,
      MemberDirectory members,
      TierService tiers,
      RewardShelf shelf,
      Redemptions redemptions,
      PointsLedger ledger,
      RedemptionCancelling cancelling,
      @All List<RewardFulfilment> fulfilments) {
    this.idempotency = idempotency;
    this.members = members;
    this.tiers = tiers;
    this.shelf = shelf;
    this.redemptions = redemptions;
    this.ledger = ledger;
    this.cancelling = cancelling;
    this.fulfilments =
        fulfilments.stream().collect(Collectors.toMap(RewardFulfilment::kind, Function.identity()));
  }

  /**
   * Takes the points, one of the stock and one of the member's limit, and has the reward given, all
   * or nothing.
   *
   * @throws RequestFailure NOT_FOUND when there is no such reward
   * @throws Refusal with a code of {@link RewardErrorCode}
   */
  Uni<Redemption> redeem(UUID member, UUID reward, GiftDelivery delivery, String idempotencyKey) {
    return idempotency
        .once(
            member,
            "redeemReward",
            idempotencyKey,
            // Without a delivery as it was before there were any: keys of that time hold.
            delivery == null ? Fingerprint.of(reward) : Fingerprint.of(reward, delivery),
            () ->
                members
                    .lock(member)
                    .chain(() -> shelf.byId(reward))
                    .call(it -> requireTier(member, it))
                    .chain(it -> redeem(member, it, delivery)))
        .chain(id -> redemptions.byId(member, id));
  }

  /**
   * @throws RequestFailure NOT_FOUND when the member has no such redemption
   * @throws Refusal NOT_CANCELLABLE when it is fulfilled or cancelled already
   */
  Uni<Redemption> cancel(UUID member, UUID redemption, String idempotencyKey) {
    return idempotency
        .once(
            member,
            "cancelRedemption",
            idempotencyKey,
            Fingerprint.of(redemption),
            () ->
                members
                    .lock(member)
                    .chain(() -> redemptions.byId(member, redemption))
                    .chain(
                        it ->
                            cancelling.cancel(it, Cause.CANCELLED_BY_MEMBER).replaceWith(it.id())))
        .chain(id -> redemptions.byId(member, id));
  }

  private Uni<UUID> redeem(UUID member, Reward reward, GiftDelivery delivery) {
    RewardFulfilment fulfilment = fulfilments.get(reward.kind().name());
    if (fulfilment == null || !reward.onShelf()) {
      throw unavailable("This reward cannot be redeemed at the moment.");
    }
    if (delivery != null && reward.kind() != RewardKind.GIFT) {
      throw new InvalidInput(List.of("input", "delivery"), "Only a gift is sent.");
    }
    UUID id = Ids.next();
    return shelf
        .countOne(member, reward)
        .invoke(counted -> requireWithinLimit(counted))
        .chain(() -> ledger.spend(member, reward.pointsPrice(), BUSINESS_TYPE, id.toString()))
        .chain(() -> redemptions.issue(id, member, reward))
        .chain(
            () ->
                delivery == null
                    ? Uni.createFrom().voidItem()
                    : redemptions.deliverTo(id, delivery))
        // The shelf comes last: everybody who wants this reward waits for its row.
        .chain(() -> shelf.takeOne(reward))
        .call(taken -> taken ? Uni.createFrom().<Void>nullItem() : refuseUntaken(reward))
        .chain(() -> fulfil(fulfilment, new RewardGrant(member, id, reward.targetId())))
        .replaceWith(id);
  }

  private Uni<Void> fulfil(RewardFulfilment fulfilment, RewardGrant grant) {
    return Uni.createFrom()
        .deferred(() -> fulfilment.fulfil(grant))
        .onFailure(Refusal.class)
        .transform(refusal -> unavailable(refusal.getMessage()))
        .chain(
            () ->
                fulfilment.completesAtOnce()
                    ? redemptions
                        .change(
                            grant.redemptionId(),
                            RedemptionState.ISSUED,
                            RedemptionState.REDEEMED,
                            Cause.FULFILLED)
                        .replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> requireTier(UUID member, Reward reward) {
    return tiers
        .tierOf(member)
        .invoke(
            tier -> {
              if (tier.level() < reward.minimumLevel()) {
                throw Refusal.of(
                    RewardErrorCode.TIER_TOO_LOW,
                    "This reward is for higher tiers.",
                    "input",
                    "rewardId");
              }
            })
        .replaceWithVoid();
  }

  private static void requireWithinLimit(boolean counted) {
    if (!counted) {
      throw Refusal.of(
          RewardErrorCode.PER_MEMBER_LIMIT_REACHED,
          "You have redeemed this reward as often as a member may.",
          "input",
          "rewardId");
    }
  }

  private Uni<Void> refuseUntaken(Reward seen) {
    return shelf
        .byId(seen.id())
        .invoke(
            now -> {
              if (now.onShelf()
                  && now.pointsPrice() == seen.pointsPrice()
                  && now.minimumLevel() == seen.minimumLevel()) {
                throw Refusal.of(
                    RewardErrorCode.REWARD_SOLD_OUT,
                    "Nothing of this reward is left.",
                    "input",
                    "rewardId");
              }
              throw unavailable("This reward has just been changed. Look at it again.");
            })
        .replaceWithVoid();
  }

  private static Refusal unavailable(String message) {
    return Refusal.of(RewardErrorCode.REWARD_UNAVAILABLE, message, "input", "rewardId");
  }
}

package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** Why a redemption or its cancellation is refused. */
@Description("Why a redemption (积分兑换) or its cancellation is refused.")
public enum RewardErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("The balance is smaller than the price; `balance` says how much there is.")
  INSUFFICIENT_POINTS,
  @Description("Nothing of it is left.")
  REWARD_SOLD_OUT,
  @Description("It is off the shelf, or cannot be given at the moment.")
  REWARD_UNAVAILABLE,
  @Description("The member has redeemed it as often as a member may.")
  PER_MEMBER_LIMIT_REACHED,
  @Description("The member's tier is too low for it (等级不足).")
  TIER_TOO_LOW,
  @Description("The redemption is fulfilled or cancelled already.")
  NOT_CANCELLABLE,
  @Description("The redemption was handed over or cancelled before.")
  NOT_FULFILLABLE
}

package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Why a claim was refused. */
@Description("Why a coupon could not be claimed.")
public enum ClaimCouponErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new key for a new request.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("There is no such offer, or members cannot claim it (不存在).")
  NOT_FOUND,
  @Description("It opens later, at `opensAt` (未开始).")
  NOT_OPEN,
  @Description("The offer is over (已结束).")
  ENDED,
  @Description("Every copy was claimed (已抢光).")
  SOLD_OUT,
  @Description("The member has had as many as one member may have (已达领取上限).")
  LIMIT_REACHED,
  @Description("The offer is meant for other members: tier, segment or new members (不符合领取条件).")
  NOT_ELIGIBLE
}

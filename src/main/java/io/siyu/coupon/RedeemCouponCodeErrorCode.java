package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Why a code was not redeemed. */
@Description("Why a code could not be redeemed.")
public enum RedeemCouponCodeErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new key for a new request.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("It cannot be a code: a character is wrong or missing (兑换码有误).")
  MISTYPED,
  @Description("There is no such code (兑换码不存在).")
  NOT_FOUND,
  @Description("The code was redeemed before, by this member or another one (已被兑换).")
  ALREADY_REDEEMED,
  @Description("The code, or the offer behind it, is over or was switched off (已失效).")
  ENDED,
  @Description("The offer opens later, at `opensAt` (未开始).")
  NOT_OPEN,
  @Description("The member has had as many as one member may have (已达领取上限).")
  LIMIT_REACHED,
  @Description("The offer is meant for other members: tier, segment or new members (不符合领取条件).")
  NOT_ELIGIBLE
}

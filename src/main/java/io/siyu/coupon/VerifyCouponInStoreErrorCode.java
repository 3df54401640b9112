package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Why a coupon was not used in a store. */
@Description("Why a coupon could not be used in a store.")
public enum VerifyCouponInStoreErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new key for a new request.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("There is no such code, it was used, or its minute is over (核销码无效).")
  CODE_UNKNOWN,
  @Description("The coupon is for other stores, or the operator works in others (不适用本店).")
  WRONG_STORE,
  @Description("The coupon was used, has ended, was taken back or is held by an order (不可使用).")
  NOT_USABLE
}

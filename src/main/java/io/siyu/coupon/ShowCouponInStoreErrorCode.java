package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Why there is no code to show. */
@Description("Why there is no code to show in a store.")
public enum ShowCouponInStoreErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new key for a new request.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("The coupon cannot be used in a store now (不可到店使用).")
  NOT_USABLE
}

package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Why an offer was not made. */
@Description("Why an offer could not be made.")
public enum CreateCouponTemplateErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new key for a new request.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("A product of the scope does not exist (商品不存在).")
  PRODUCT_NOT_FOUND,
  @Description("The segment of the audience does not exist (人群不存在).")
  SEGMENT_NOT_FOUND
}

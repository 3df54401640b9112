package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Why something that staff wanted with coupons was refused. */
@Description("Why something that staff wanted with coupons was refused.")
public enum CouponOperationErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new key for a new request.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("Copies of this offer do not reach members in this way (发放方式不符).")
  WAY_NOT_ALLOWED,
  @Description("The offer, the coupon or the batch has ended, or the offer opens later (已结束).")
  ENDED,
  @Description("The offer has fewer copies left, `left` of them (数量不足).")
  QUOTA_EXCEEDED,
  @Description("The coupon was used (已使用).")
  ALREADY_USED,
  @Description("More copies were issued or set aside than there would be (少于已发放).")
  BELOW_ISSUED
}

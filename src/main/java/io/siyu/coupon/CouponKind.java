package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** What a coupon takes off. */
@Description("What a coupon takes off (优惠券类型).")
public enum CouponKind {
  @Description("A fixed amount once the goods reach a threshold (满减券), e.g. 30 yuan off 199.")
  FIXED_OFF,
  @Description("A percentage of the goods, up to a cap (折扣券).")
  PERCENT_OFF,
  @Description("A fixed amount without a threshold (无门槛券).")
  NO_THRESHOLD,
  @Description("One unit of a product for free (兑换券).")
  EXCHANGE,
  @Description("No freight (包邮券).")
  FREE_SHIPPING
}

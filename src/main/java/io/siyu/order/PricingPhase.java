package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** The steps of a quote, in the order in which they take effect. */
@Description("A step of a quote (计价步骤); they take effect in this order.")
public enum PricingPhase {
  @Description("Member prices and the tier's discount (会员价).")
  MEMBER_PRICE,
  @Description("Goods that are cheaper together (组合优惠).")
  BUNDLE,
  @Description("Campaigns and discounts that grow with the order (活动优惠、满减阶梯).")
  CAMPAIGN,
  @Description("A coupon on goods (商品券).")
  GOODS_COUPON,
  @Description("Freight is added (运费).")
  FREIGHT,
  @Description("A free-shipping coupon takes the freight off (包邮券).")
  SHIPPING_COUPON,
  @Description("Points pay a part of the goods (积分抵扣).")
  POINTS
}

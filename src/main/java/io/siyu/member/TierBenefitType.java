package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;

/** What a tier gives beside price and points. */
@Description("What a tier gives beside price and points (会员权益).")
public enum TierBenefitType {
  @Description("Coupons for the birthday (生日礼券), once a year.")
  BIRTHDAY_COUPON,
  @Description("Free-shipping coupons (每月包邮券), once a calendar month.")
  MONTHLY_FREE_SHIPPING,
  @Description("Coupons for reaching the tier (升级礼券), once ever.")
  UPGRADE_COUPON,
  @Description("A day of the week or of the month kept for members of the tier (会员专属日).")
  EXCLUSIVE_DAY;

  boolean isCoupon() {
    return this != EXCLUSIVE_DAY;
  }
}

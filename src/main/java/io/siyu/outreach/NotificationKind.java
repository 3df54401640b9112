package io.siyu.outreach;

import org.eclipse.microprofile.graphql.Description;

/** What a notification is about. */
@Description("What a notification is about.")
public enum NotificationKind {
  @Description("Coupons are about to end (优惠券即将到期).")
  COUPON_EXPIRING,
  @Description("Points are about to expire (积分即将过期).")
  POINTS_EXPIRING,
  @Description("The period of the tier is about to end (等级即将到期).")
  TIER_ENDING
}

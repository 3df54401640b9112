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
  TIER_ENDING,
  @Description("Only little is missing to a chain-buy that the member leads (即将成团).")
  CHAIN_NEARLY_REACHED,
  @Description("A chain-buy that the member joined or leads was settled or called off (接龙结果).")
  CHAIN_SETTLED,
  @Description("The member's team of a team buy has formed (拼团成功).")
  CHAIN_TEAM_FORMED,
  @Description("The member's team of a team buy did not form; the money comes back (拼团失败).")
  CHAIN_TEAM_FAILED,
  @Description(
      "The member paid, but the team had no seat any more: refunded, or a team of their own was"
          + " opened, as they chose (参团未成功).")
  CHAIN_SEAT_MISSED,
  @Description(
      "The member paid for a chain-buy too late, or for one that was called off; the money comes"
          + " back (接龙付款退回).")
  CHAIN_PAYMENT_RETURNED
}

package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Whether the caller can still claim an offer. */
@Description("Whether the caller can still claim a coupon (领取状态).")
public enum ClaimState {
  @Description("It can be claimed now; someone who is not logged in has to log in first (可领取).")
  CLAIMABLE,
  @Description("It opens later, at `claimableFrom` (未开始).")
  NOT_OPEN,
  @Description("Every copy was claimed (已抢光).")
  SOLD_OUT,
  @Description("The caller has had as many as one member may have (已领取).")
  LIMIT_REACHED,
  @Description("It is for members of higher tiers, from `minimumLevel` on (等级不足).")
  TIER_TOO_LOW
}

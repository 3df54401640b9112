package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** How far a grant has come. */
@Description("How far a grant of coupons has come (发放状态).")
public enum GrantState {
  @Description("Members of the segment are still to come; it goes on in the background (发放中).")
  RUNNING,
  @Description("Everybody was looked at (已完成).")
  DONE,
  @Description("It ended early; `stoppedBecause` says why (已停止).")
  STOPPED
}

package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** How copies of an offer may reach members. */
@Description("How copies of an offer may reach members (发放方式).")
public enum IssueWay {
  @Description("Any member may claim one (公开领取).")
  PUBLIC,
  @Description("By a single-use code (兑换码).")
  CODE,
  @Description("Given by staff, a campaign, a journey or a membership benefit (定向发放).")
  GRANT,
  @Description("For points, in the points mall (积分兑换).")
  POINTS
}

package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;

/** What becomes of a member who did not earn the growth that keeps the tier. */
@Description("What happens at a period's end to one who did not keep the tier (保级规则).")
public enum TierPeriodEndPolicy {
  @Description("One tier down (降一级).")
  ONE_DOWN,
  @Description("Down to the tier that the growth of the period reaches (按周期成长值定级).")
  BALANCE_BASED,
  @Description("Nothing: a tier once reached stays (不降级).")
  KEEP
}

package io.siyu.points;

import java.util.Set;
import org.eclipse.microprofile.graphql.Description;

/** State of a redemption; the last two are final. */
@Description("State of a redemption (兑换).")
public enum RedemptionState {
  @Description("The points are locked, the reward is still to be handed over (待领取).")
  ISSUED,
  @Description("The member has the reward (已兑换).")
  REDEEMED,
  @Description("Cancelled; the points are back (已取消).")
  CANCELLED;

  Set<RedemptionState> next() {
    return switch (this) {
      case ISSUED -> Set.of(REDEEMED, CANCELLED);
      case REDEEMED, CANCELLED -> Set.of();
    };
  }
}

package io.siyu.member;

import java.util.List;

/**
 * Which tier a member has after a period (docs/adr/0020-tiers-for-a-period.md). Whoever earned in
 * the period what keeps the tier keeps it; what becomes of others, the policy says.
 */
final class TierReview {

  private TierReview() {}

  /**
   * @param tiers all of them, the lowest first
   */
  static Tier after(TierPeriodEndPolicy policy, List<Tier> tiers, TierStanding standing) {
    Tier present = tiers.get(standing.level() - 1);
    if (standing.periodGrowth() >= present.keepGrowth()) {
      return present;
    }
    return switch (policy) {
      case KEEP -> present;
      case ONE_DOWN -> tiers.get(Math.max(0, standing.level() - 2));
      case BALANCE_BASED -> reached(tiers.subList(0, standing.level()), standing.periodGrowth());
    };
  }

  private static Tier reached(List<Tier> tiers, long growth) {
    Tier reached = tiers.get(0);
    for (Tier tier : tiers) {
      if (tier.growthThreshold() <= growth) {
        reached = tier;
      }
    }
    return reached;
  }

  /**
   * The growth with which one who fell goes on: what makes the new tier, or what the period brought
   * if that is more. The rest lapses; with it, the next growth would lift the member right back.
   */
  static long growthAfterFall(Tier fallenTo, TierStanding standing) {
    return Math.min(
        standing.growth(), Math.max(fallenTo.growthThreshold(), standing.periodGrowth()));
  }
}

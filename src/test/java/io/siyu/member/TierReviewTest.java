package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Properties;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;

/** Which tier a member has after a period. */
class TierReviewTest {

  private static final UUID SOMEBODY = new UUID(0, 1);
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
  private static final List<Tier> TIERS =
      List.of(tier(1, 0, 0), tier(2, 1000, 600), tier(3, 5000, 5000), tier(4, 20_000, 9000));

  @Test
  void one_down_is_one_down_however_little_was_earned() {
    assertThat(after(TierPeriodEndPolicy.ONE_DOWN, standing(4, 0))).isEqualTo(3);
    assertThat(after(TierPeriodEndPolicy.ONE_DOWN, standing(2, 599))).isEqualTo(1);
    assertThat(after(TierPeriodEndPolicy.ONE_DOWN, standing(1, 0))).isEqualTo(1);
  }

  @Test
  void by_balance_a_member_falls_to_what_the_period_reaches() {
    assertThat(after(TierPeriodEndPolicy.BALANCE_BASED, standing(4, 0))).isEqualTo(1);
    assertThat(after(TierPeriodEndPolicy.BALANCE_BASED, standing(4, 1000))).isEqualTo(2);
    assertThat(after(TierPeriodEndPolicy.BALANCE_BASED, standing(4, 8999))).isEqualTo(3);
  }

  @Test
  void whoever_earned_enough_keeps_the_tier_and_where_nobody_falls_so_does_everybody() {
    for (TierPeriodEndPolicy policy : TierPeriodEndPolicy.values()) {
      assertThat(after(policy, standing(4, 9000))).isEqualTo(4);
      assertThat(after(policy, standing(2, 600))).isEqualTo(2);
    }
    assertThat(after(TierPeriodEndPolicy.KEEP, standing(4, 0))).isEqualTo(4);
  }

  @Test
  void nobody_rises_by_a_period_and_nobody_who_fell_has_growth_that_lifts_again() {
    Arbitrary<TierStanding> standings =
        Combinators.combine(
                Arbitraries.integers().between(1, 4),
                Arbitraries.longs().between(0, 30_000),
                Arbitraries.longs().between(0, 30_000))
            .as(
                (level, growth, earned) ->
                    new TierStanding(SOMEBODY, growth, level, DAY, DAY.plusYears(1), earned));
    Properties.forAll(
        Combinators.combine(standings, Arbitraries.of(TierPeriodEndPolicy.class)).as(Case::new),
        5_000,
        sample -> {
          TierStanding standing = sample.standing();
          Tier present = TIERS.get(standing.level() - 1);
          Tier after = TierReview.after(sample.policy(), TIERS, standing);
          assertThat(after.level()).isLessThanOrEqualTo(present.level());
          if (after.level() < present.level()) {
            long left = TierReview.growthAfterFall(after, standing);
            assertThat(standing.periodGrowth()).isLessThan(present.keepGrowth());
            assertThat(left).isBetween(0L, standing.growth());
            assertThat(left)
                .as("below the tier that was lost")
                .isLessThan(present.growthThreshold());
          }
        });
  }

  record Case(TierStanding standing, TierPeriodEndPolicy policy) {}

  private static int after(TierPeriodEndPolicy policy, TierStanding standing) {
    return TierReview.after(policy, TIERS, standing).level();
  }

  private static TierStanding standing(int level, long earned) {
    return new TierStanding(SOMEBODY, 30_000, level, DAY, DAY.plusYears(1), earned);
  }

  private static Tier tier(int level, int threshold, int keep) {
    return new Tier("tier-" + level, level, "第" + level, threshold, keep, 100, 0);
  }
}

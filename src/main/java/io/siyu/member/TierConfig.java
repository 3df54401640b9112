package io.siyu.member;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tiers are kept, and when their benefits are given. */
@ConfigMapping(prefix = "siyu.tiers")
public interface TierConfig {

  /**
   * For how many calendar months a tier is kept, counted in the brand's zone from the day on which
   * it was reached. A change holds from the next period of each member on.
   */
  @WithDefault("12")
  int periodMonths();

  /**
   * What becomes of a member at the end of a period who did not earn the growth that keeps the
   * tier: ONE_DOWN, BALANCE_BASED (down to the tier that the growth of the period reaches) or KEEP.
   */
  @WithDefault("ONE_DOWN")
  TierPeriodEndPolicy periodEndPolicy();

  /** How many days before a birthday its benefit is given; 0 = on the day. */
  @WithDefault("0")
  int birthdayDaysBefore();

  /**
   * How many days after a birthday its benefit is still given, e.g. when nothing ran on the day.
   */
  @WithDefault("3")
  int birthdayDaysAfter();

  /** How often benefits that are due and periods that ended are looked for. */
  @WithDefault("1h")
  Duration every();

  /** Members handled in one transaction. */
  @WithDefault("100")
  int batchSize();
}

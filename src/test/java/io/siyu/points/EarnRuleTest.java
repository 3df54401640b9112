package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** When earned points expire, and when a streak brings its bonus. */
class EarnRuleTest {

  private static final LocalDate EPOCH = LocalDate.of(2020, 1, 1);

  @Test
  void points_last_a_year_and_to_the_end_of_the_month() {
    assertThat(rule(12, ExpiryRounding.MONTH_END).lastDay(LocalDate.of(2027, 2, 28)))
        .isEqualTo(LocalDate.of(2028, Month.FEBRUARY, 29));
  }

  @Test
  void a_rule_without_months_never_expires() {
    assertThat(rule(0, ExpiryRounding.YEAR_END).lastDay(EPOCH)).isNull();
  }

  @Property
  void rounding_never_shortens_and_ends_with_its_period(
      @ForAll @IntRange(max = 20_000) int day, @ForAll @IntRange(min = 1, max = 120) int months) {
    LocalDate earnedOn = EPOCH.plusDays(day);
    LocalDate exact = rule(months, ExpiryRounding.EXACT).lastDay(earnedOn);
    LocalDate month = rule(months, ExpiryRounding.MONTH_END).lastDay(earnedOn);
    LocalDate quarter = rule(months, ExpiryRounding.QUARTER_END).lastDay(earnedOn);
    LocalDate year = rule(months, ExpiryRounding.YEAR_END).lastDay(earnedOn);

    assertThat(exact).isEqualTo(earnedOn.plusMonths(months));
    assertThat(month).isAfterOrEqualTo(exact).isBefore(exact.plusMonths(1));
    assertThat(month.plusDays(1).getDayOfMonth()).isEqualTo(1);
    assertThat(quarter).isAfterOrEqualTo(month).isBefore(exact.plusMonths(3));
    assertThat((quarter.plusDays(1).getMonthValue() - 1) % 3).isZero();
    assertThat(year).isAfterOrEqualTo(quarter);
    assertThat(year.plusDays(1).getDayOfYear()).isEqualTo(1);
    assertThat(year.getYear()).isEqualTo(exact.getYear());
  }

  @Property
  void the_bonus_comes_on_every_seventh_day_in_a_row(
      @ForAll @IntRange(min = 1, max = 999) int streak) {
    assertThat(rule(12, ExpiryRounding.EXACT).bonusAt(streak)).isEqualTo(streak % 7 == 0 ? 20 : 0);
  }

  private static EarnRule rule(int months, ExpiryRounding rounding) {
    return new EarnRule("CHECK_IN", 5, 7, 20, months, rounding);
  }
}

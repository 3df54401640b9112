package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
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

  @Test
  void a_fixed_day_comes_after_the_months_and_twenty_nine_february_every_year() {
    EarnRule next = rule(new EarnExpiry(0, ExpiryRounding.FIXED_DAY, MonthDay.of(3, 31)));
    assertThat(next.lastDay(LocalDate.of(2027, 3, 31))).isEqualTo(LocalDate.of(2027, 3, 31));
    assertThat(next.lastDay(LocalDate.of(2027, 4, 1))).isEqualTo(LocalDate.of(2028, 3, 31));
    EarnRule year = rule(new EarnExpiry(12, ExpiryRounding.FIXED_DAY, MonthDay.of(12, 31)));
    assertThat(year.lastDay(LocalDate.of(2026, 1, 1))).isEqualTo(LocalDate.of(2027, 12, 31));
    EarnRule leap = rule(new EarnExpiry(6, ExpiryRounding.FIXED_DAY, MonthDay.of(2, 29)));
    assertThat(leap.lastDay(LocalDate.of(2026, 8, 31))).isEqualTo(LocalDate.of(2027, 2, 28));
    assertThat(leap.lastDay(LocalDate.of(2027, 8, 29))).isEqualTo(LocalDate.of(2028, 2, 29));
  }

  @Property
  void a_fixed_day_is_the_first_one_that_leaves_the_months(
      @ForAll @IntRange(max = 20_000) int day,
      @ForAll @IntRange(max = 120) int months,
      @ForAll @IntRange(min = 1, max = 12) int fixedMonth,
      @ForAll @IntRange(min = 1, max = 28) int fixedDay) {
    LocalDate earnedOn = EPOCH.plusDays(day);
    MonthDay fixed = MonthDay.of(fixedMonth, fixedDay);

    LocalDate last =
        rule(new EarnExpiry(months, ExpiryRounding.FIXED_DAY, fixed)).lastDay(earnedOn);

    assertThat(MonthDay.from(last)).isEqualTo(fixed);
    assertThat(last)
        .isAfterOrEqualTo(earnedOn.plusMonths(months))
        .isBefore(earnedOn.plusMonths(months).plusYears(1));
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
    return rule(new EarnExpiry(months, rounding, null));
  }

  private static EarnRule rule(EarnExpiry expiry) {
    return new EarnRule(EarnRuleCode.CHECK_IN, true, 5, 7, 20, EarnCaps.NONE, expiry);
  }
}

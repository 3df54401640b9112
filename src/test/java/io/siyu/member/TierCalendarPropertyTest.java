package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Properties;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;

/** Birthdays and the ends of periods, on any day of any year. */
class TierCalendarPropertyTest {

  private static final int TRIES = 2_000;
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /** Clocks of the last one jump over midnight. */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Asia/Shanghai"), ZoneId.of("America/New_York"), ZoneId.of("America/Santiago"));

  /**
   * @param months length of a period
   */
  record Standing(LocalDate since, int months, LocalDate day) {}

  @Test
  void everybody_is_celebrated_on_one_day_of_every_year() {
    Properties.forAll(
        Combinators.combine(dates(), Arbitraries.integers().between(2000, 2100))
            .as((born, year) -> new Celebrated(MonthDay.from(born), year)),
        TRIES,
        sample -> {
          MonthDay birthday = sample.birthday();
          int year = sample.year();
          LocalDate day = Birthdays.celebratedIn(year, birthday);
          long days =
              LocalDate.of(year, 1, 1)
                  .datesUntil(LocalDate.of(year + 1, 1, 1))
                  .filter(any -> Birthdays.celebratedOn(any).contains(birthday))
                  .count();
          assertThat(days).isEqualTo(1);
          assertThat(Birthdays.celebratedOn(day)).contains(birthday);
          assertThat(day.getMonth()).as("never in another month").isEqualTo(birthday.getMonth());
        });
  }

  @Test
  void a_period_ends_behind_the_day_and_its_beginning_is_no_more_than_its_length_before() {
    Properties.forAll(
        standings(),
        TRIES,
        standing -> {
          LocalDate end = TierPeriods.endAfter(standing.since(), standing.months(), standing.day());
          assertThat(end).isAfter(standing.day());
          // The end before, but for the days that a shorter month took off.
          assertThat(end.minusMonths(standing.months()).minusDays(3))
              .isBeforeOrEqualTo(standing.day());
        });
  }

  @Test
  void ends_follow_each_other_and_never_drift_from_the_day_of_the_month() {
    Properties.forAll(
        standings(),
        TRIES,
        standing -> {
          LocalDate end = standing.since();
          for (int period = 1; period <= 30; period++) {
            LocalDate next = TierPeriods.endAfter(standing.since(), standing.months(), end);
            assertThat(YearMonth.from(next))
                .isEqualTo(YearMonth.from(end).plusMonths(standing.months()));
            assertThat(next.getDayOfMonth())
                .isEqualTo(Math.min(standing.since().getDayOfMonth(), next.lengthOfMonth()));
            end = next;
          }
        });
  }

  @Test
  void a_period_ends_with_a_day_of_the_zone_whatever_its_clocks_do() {
    Properties.forAll(
        Combinators.combine(standings(), Arbitraries.of(ZONES)).as(InZone::new),
        TRIES,
        sample -> {
          Standing standing = sample.standing();
          LocalDate end = TierPeriods.endAfter(standing.since(), standing.months(), standing.day());
          var first = end.atStartOfDay(sample.zone());
          assertThat(first.toLocalDate()).isEqualTo(end);
          assertThat(first.toInstant().minusNanos(1).atZone(sample.zone()).toLocalDate())
              .as("the last day that belongs to it")
              .isEqualTo(end.minusDays(1));
        });
  }

  record Celebrated(MonthDay birthday, int year) {}

  record InZone(Standing standing, ZoneId zone) {}

  private static Arbitrary<Standing> standings() {
    return Combinators.combine(
            dates(),
            Arbitraries.integers().between(1, 120),
            Arbitraries.integers().between(0, 4000))
        .as((since, months, days) -> new Standing(since, months, since.plusDays(days)));
  }

  /** Edges of months and leap days come up more often than others. */
  private static Arbitrary<LocalDate> dates() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 70_000).map(EARLIEST::plusDays),
        Arbitraries.integers()
            .between(0, 2_300)
            .map(month -> YearMonth.of(1900, 1).plusMonths(month).atEndOfMonth()),
        Arbitraries.integers()
            .between(475, 520)
            .map(
                leap ->
                    LocalDate.of(leap * 4, 2, 28)
                        .plusDays(YearMonth.of(leap * 4, 2).lengthOfMonth() - 28)));
  }
}

package io.siyu.points;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * How long earned points last.
 *
 * @param months 0 = for ever, or with a fixed day: to its next occurrence
 * @param fixedDay the day of the year on which they end once the months have passed; null unless
 *     the rounding is FIXED_DAY
 */
record EarnExpiry(int months, ExpiryRounding rounding, MonthDay fixedDay) {

  /**
   * @return the last day on which points earned on this day can be spent; null = no such day
   */
  LocalDate lastDay(LocalDate earnedOn) {
    LocalDate earliest = earnedOn.plusMonths(months);
    if (rounding == ExpiryRounding.FIXED_DAY) {
      // 29 February is the 28th in the years that lack it.
      LocalDate thisYear = fixedDay.atYear(earliest.getYear());
      return thisYear.isBefore(earliest) ? fixedDay.atYear(earliest.getYear() + 1) : thisYear;
    }
    return months == 0 ? null : rounding.round(earliest);
  }
}

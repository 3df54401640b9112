package io.siyu.member;

import java.time.LocalDate;

/** How long a tier is kept, in calendar months of the brand's zone. */
final class TierPeriods {

  private TierPeriods() {}

  /**
   * The first end after a day. Counted from the beginning and not from the end before, so that a
   * member since the 31st ends on the last day of a short month and on the 31st again after it.
   *
   * @param since the day that the periods are counted from
   * @param months length of a period
   * @return the first day that no longer belongs to the period
   */
  static LocalDate endAfter(LocalDate since, int months, LocalDate day) {
    long periods = 1;
    LocalDate end = since.plusMonths(months);
    while (!end.isAfter(day)) {
      periods++;
      end = since.plusMonths(periods * months);
    }
    return end;
  }
}

package io.siyu.points;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** To which day an expiry is rounded up, so that members meet few dates. */
enum ExpiryRounding {
  EXACT,
  MONTH_END,
  QUARTER_END,
  YEAR_END;

  /**
   * @return the last day on which the points can be spent
   */
  LocalDate round(LocalDate day) {
    return switch (this) {
      case EXACT -> day;
      case MONTH_END -> day.with(TemporalAdjusters.lastDayOfMonth());
      case QUARTER_END ->
          day.withDayOfMonth(1)
              .plusMonths(2 - (day.getMonthValue() - 1) % 3)
              .with(TemporalAdjusters.lastDayOfMonth());
      case YEAR_END -> day.with(TemporalAdjusters.lastDayOfYear());
    };
  }
}

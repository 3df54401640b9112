package io.siyu.points;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.eclipse.microprofile.graphql.Description;

/** To which day an expiry is rounded up, so that members meet few dates. */
@Description("To which day an expiry of points (积分有效期) is put off, so that members meet few dates.")
public enum ExpiryRounding {
  @Description("To none: the very day.")
  EXACT,
  @Description("To the last day of the month (月末).")
  MONTH_END,
  @Description("To the last day of the quarter (季末).")
  QUARTER_END,
  @Description("To the last day of the year (年末).")
  YEAR_END,
  @Description("To the next fixed day of the year (每年固定日), such as 31 March.")
  FIXED_DAY;

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
      case FIXED_DAY -> throw new IllegalArgumentException("The rule knows its day, not this.");
    };
  }
}

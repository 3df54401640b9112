package io.siyu.audience;

import io.siyu.platform.time.BrandCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the values of one statement, so that none of them is ever part of its text, and knows
 * what day it is for all of them.
 */
final class RuleParameters {

  private final BrandCalendar calendar;
  private final Instant now;
  private final LocalDate today;
  private final List<Object> values = new ArrayList<>();

  RuleParameters(BrandCalendar calendar) {
    this.calendar = calendar;
    this.now = calendar.now();
    this.today = calendar.dayOf(now);
  }

  /**
   * @return the value's place in the statement: {@code $1}, {@code $2}, …
   */
  String add(Object value) {
    values.add(value);
    return "$" + values.size();
  }

  Instant now() {
    return now;
  }

  LocalDate today() {
    return today;
  }

  /** The place of the first instant of the day so many days ago. */
  String startOfDayAgo(int days) {
    return add(calendar.startOf(today.minusDays(days)));
  }

  /** The place of the first of the last so many days, today included. */
  String firstDayOfLast(int days) {
    return add(today.minusDays(days - 1L));
  }

  Object[] values() {
    return values.toArray();
  }
}

package io.siyu.member;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;

/**
 * On which day a birthday is celebrated. One on 29 February is celebrated on 28 February of a
 * common year: in the month of the birth, and never late.
 */
final class Birthdays {

  private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

  private Birthdays() {}

  static LocalDate celebratedIn(int year, MonthDay birthday) {
    // MonthDay goes to the last valid day, which is 28 February.
    return birthday.atYear(year);
  }

  /** Whose birthday is celebrated on a day: one, or two on 28 February of a common year. */
  static List<MonthDay> celebratedOn(LocalDate day) {
    List<MonthDay> birthdays = new ArrayList<>(2);
    birthdays.add(MonthDay.from(day));
    if (day.getMonthValue() == 2 && day.getDayOfMonth() == 28 && !day.isLeapYear()) {
      birthdays.add(LEAP_DAY);
    }
    return birthdays;
  }

  /**
   * @param from the first day, inclusive
   * @param to the last day, inclusive
   */
  static List<Celebration> between(LocalDate from, LocalDate to) {
    List<Celebration> found = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      for (MonthDay birthday : celebratedOn(day)) {
        found.add(new Celebration(birthday, day.getYear()));
      }
    }
    return found;
  }

  /** A birthday that is celebrated, and in which year. */
  record Celebration(MonthDay birthday, int year) {

    /** As the index of members has it. */
    int code() {
      return birthday.getMonthValue() * 100 + birthday.getDayOfMonth();
    }
  }
}

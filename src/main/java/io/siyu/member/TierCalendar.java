package io.siyu.member;

import io.siyu.platform.time.BrandCalendar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Periods of tiers and of their benefits, in the brand's zone. */
@ApplicationScoped
class TierCalendar {

  private final BrandCalendar calendar;
  private final TierConfig config;

  TierCalendar(BrandCalendar calendar, TierConfig config) {
    this.calendar = calendar;
    this.config = config;
  }

  Instant now() {
    return calendar.now();
  }

  ZoneId zone() {
    return calendar.zone();
  }

  LocalDate today() {
    return calendar.today();
  }

  Instant startOf(LocalDate day) {
    return calendar.startOf(day);
  }

  /** The end of the period that runs today, for a member whose periods are counted from a day. */
  LocalDate endOfPeriod(LocalDate since, LocalDate day) {
    return TierPeriods.endAfter(since, config.periodMonths(), day);
  }

  /** Birthdays whose benefit is given today. */
  List<Birthdays.Celebration> birthdays() {
    LocalDate today = today();
    return Birthdays.between(
        today.minusDays(config.birthdayDaysAfter()), today.plusDays(birthdayDaysBefore()));
  }

  int birthdayDaysBefore() {
    return config.birthdayDaysBefore();
  }

  /** The calendar month, e.g. 2026-02. */
  String month() {
    return YearMonth.from(today()).toString();
  }

  /** The year in which the birthday lies whose benefit may be given today. */
  String birthdayYear() {
    return String.valueOf(today().plusDays(birthdayDaysBefore()).getYear());
  }

  /** The period of a benefit that runs now. */
  String periodOf(TierBenefitType type) {
    return switch (type) {
      case BIRTHDAY_COUPON -> birthdayYear();
      case MONTHLY_FREE_SHIPPING -> month();
      case UPGRADE_COUPON -> DueBenefit.ONCE;
      case EXCLUSIVE_DAY -> null;
    };
  }

  /** All periods that run now: what was missed in one of them may still be given. */
  Set<String> periods() {
    Set<String> periods = new TreeSet<>();
    periods.add(DueBenefit.ONCE);
    periods.add(month());
    periods.add(birthdayYear());
    birthdays().forEach(celebration -> periods.add(String.valueOf(celebration.year())));
    return periods;
  }
}

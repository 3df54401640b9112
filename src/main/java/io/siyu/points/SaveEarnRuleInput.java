package io.siyu.points;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveEarnRule} needs. */
@Input("SaveEarnRuleInput")
@Description("A rule as a whole: what is left out is none.")
public record SaveEarnRuleInput(
    @NonNull @Description("Which rule.") EarnRuleCode code,
    @DefaultValue("true") @Description("False: it earns nothing until it is enabled again.")
        Boolean enabled,
    @Description("Points each time, 1–100,000; for PURCHASE per full yuan.") int points,
    @Description("So many days in a row bring the bonus, 2–365; only for CHECK_IN.")
        Integer streakDays,
    @Description("The bonus, 1–100,000; with `streakDays`.") Integer streakBonus,
    @Description("The most points a member earns by it in a day, 1–10,000,000.") Integer capPerDay,
    @Description("The same in a week, from Monday on; not below the day's.") Integer capPerWeek,
    @Description("The same in a calendar month; not below the day's nor the week's.")
        Integer capPerMonth,
    @Description("Points last so many months, 1–120; for ever unless given.") Integer expiryMonths,
    @NonNull @Description("To which day their end is put off.") ExpiryRounding expiryRounding,
    @Description("Month of the fixed day, 1–12; with FIXED_DAY and only then.") Integer fixedMonth,
    @Description("The fixed day, one that the month has in a leap year.") Integer fixedDay) {

  private static final int MOST = 100_000;
  private static final int MOST_CAPPED = (int) Earning.MAX_POINTS;

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  EarnRule toRule() {
    Numbers.inRange(points, 1, MOST, "input", "points");
    requireStreak();
    within(expiryMonths, 1, 120, "expiryMonths");
    return new EarnRule(
        code,
        !Boolean.FALSE.equals(enabled),
        points,
        streakDays == null ? 0 : streakDays,
        streakBonus == null ? 0 : streakBonus,
        caps(),
        new EarnExpiry(expiryMonths == null ? 0 : expiryMonths, expiryRounding, day()));
  }

  private void requireStreak() {
    within(streakDays, 2, 365, "streakDays");
    within(streakBonus, 1, MOST, "streakBonus");
    if (streakDays != null && code != EarnRuleCode.CHECK_IN) {
      throw invalid("streakDays", "Only the check-in has days in a row.");
    }
    if ((streakDays == null) != (streakBonus == null)) {
      throw invalid("streakBonus", "Days in a row and their bonus belong together.");
    }
  }

  private EarnCaps caps() {
    within(capPerDay, 1, MOST_CAPPED, "capPerDay");
    within(capPerWeek, 1, MOST_CAPPED, "capPerWeek");
    within(capPerMonth, 1, MOST_CAPPED, "capPerMonth");
    if (isBelow(capPerWeek, capPerDay)) {
      throw invalid("capPerWeek", "A week's cap is not below a day's.");
    }
    if (isBelow(capPerMonth, capPerDay) || isBelow(capPerMonth, capPerWeek)) {
      throw invalid("capPerMonth", "A month's cap is not below a day's or a week's.");
    }
    return new EarnCaps(capPerDay, capPerWeek, capPerMonth);
  }

  private MonthDay day() {
    if (expiryRounding != ExpiryRounding.FIXED_DAY) {
      if (fixedMonth != null || fixedDay != null) {
        throw invalid("fixedDay", "A fixed day is for FIXED_DAY alone.");
      }
      return null;
    }
    int month = Numbers.inRange(fixedMonth, 1, 12, "input", "fixedMonth");
    int day = Numbers.inRange(fixedDay, 1, 31, "input", "fixedDay");
    try {
      return MonthDay.of(month, day);
    } catch (DateTimeException e) {
      throw invalid("fixedDay", "The month has no such day.");
    }
  }

  private static boolean isBelow(Integer cap, Integer other) {
    return cap != null && other != null && cap < other;
  }

  private static void within(Integer value, int min, int max, String field) {
    if (value != null) {
      Numbers.inRange(value, min, max, "input", field);
    }
  }

  private static InvalidInput invalid(String field, String message) {
    return new InvalidInput(List.of("input", field), message);
  }
}

package io.siyu.points;

import java.time.MonthDay;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An earn rule, as staff see it. */
@Type("EarnRule")
@Name("EarnRule")
@Description("How something earns points (积分规则).")
public record EarnRuleView(
    @NonNull @Description("What earns them.") EarnRuleCode code,
    @Description("Whether it earns anything now.") boolean enabled,
    @Description("Points each time; for PURCHASE per full yuan, times the tier's multiplier.")
        int points,
    @Description("So many days in a row bring the bonus (连续签到); null = no bonus.")
        Integer streakDays,
    @Description("The bonus, beside the points of the day; null = none.") Integer streakBonus,
    @Description("The most points a member earns by it in a day; null = no cap.") Integer capPerDay,
    @Description("The most points a member earns by it in a week, from Monday on; null = no cap.")
        Integer capPerWeek,
    @Description("The most points a member earns by it in a calendar month; null = no cap.")
        Integer capPerMonth,
    @Description(
            "Points last so many months, then on to what the rounding says; null = for ever, or to the next fixed day.")
        Integer expiryMonths,
    @NonNull @Description("To which day their end is put off.") ExpiryRounding expiryRounding,
    @Description("Month of the fixed day, 1–12; only with FIXED_DAY.") Integer fixedMonth,
    @Description("The fixed day of that month, the last on which they can be spent.")
        Integer fixedDay) {

  static EarnRuleView of(EarnRule rule) {
    MonthDay day = rule.expiry().fixedDay();
    return new EarnRuleView(
        rule.code(),
        rule.enabled(),
        rule.points(),
        nullIfZero(rule.streakDays()),
        nullIfZero(rule.streakBonus()),
        rule.caps().perDay(),
        rule.caps().perWeek(),
        rule.caps().perMonth(),
        nullIfZero(rule.expiry().months()),
        rule.expiry().rounding(),
        day == null ? null : day.getMonthValue(),
        day == null ? null : day.getDayOfMonth());
  }

  private static Integer nullIfZero(int number) {
    return number == 0 ? null : number;
  }
}

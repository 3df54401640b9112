package io.siyu.audience;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Where a member stands, by age and by silence; silence counts first. */
@Enum("LifecycleStage")
@Description("Where a member stands (生命周期阶段), in days of the brand's calendar.")
public enum LifecycleStage {
  @Description("A member for less than 7 days (新会员).")
  NEW,
  @Description("A member for 7 to 29 days (激活期).")
  ACTIVATING,
  @Description("A member for 30 to 89 days (转化期).")
  CONVERTING,
  @Description("A member for 90 days or longer (留存期).")
  RETAINED,
  @Description("Neither a login nor an order for 30 days (流失预警).")
  AT_RISK,
  @Description("Neither a login nor an order for 90 days (已流失).")
  LOST;

  static final int ACTIVATING_FROM_DAY = 7;
  static final int CONVERTING_FROM_DAY = 30;
  static final int RETAINED_FROM_DAY = 90;
  static final int AT_RISK_AFTER_DAYS = 30;
  static final int LOST_AFTER_DAYS = 90;

  /**
   * @param joined day of the first login
   * @param lastActive day of the latest login or order; never before {@code joined}
   */
  static LifecycleStage of(LocalDate joined, LocalDate lastActive, LocalDate today) {
    long silent = ChronoUnit.DAYS.between(lastActive, today);
    if (silent >= LOST_AFTER_DAYS) {
      return LOST;
    }
    if (silent >= AT_RISK_AFTER_DAYS) {
      return AT_RISK;
    }
    long age = ChronoUnit.DAYS.between(joined, today);
    if (age >= RETAINED_FROM_DAY) {
      return RETAINED;
    }
    if (age >= CONVERTING_FROM_DAY) {
      return CONVERTING;
    }
    return age >= ACTIVATING_FROM_DAY ? ACTIVATING : NEW;
  }
}

package io.siyu.member;

import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * A benefit of a tier.
 *
 * @param couponTemplate of which members get copies; null for a day
 * @param copies of a period; null for a day
 */
@Type("TierBenefit")
@Name("TierBenefit")
@Description("A benefit of a tier (会员权益).")
public record TierBenefit(
    @Ignore UUID benefitId,
    @Ignore UUID tier,
    @NonNull @Description("What it is.") TierBenefitType type,
    @Ignore UUID couponTemplate,
    @Description("Copies of the coupon in a period; null when it is a day.") Integer copies,
    @Description("The exclusive day of every week, 1 = Monday; null when it is none.")
        Integer weekday,
    @Description(
            "The exclusive day of every month, the last one where a month is shorter; null when it"
                + " is none.")
        Integer monthDay) {

  static final IdType TEMPLATE = IdType.of("coupon-template");

  static TierBenefit of(SqlRow row) {
    return new TierBenefit(
        row.uuid("id"),
        row.uuid("tier_id"),
        row.enumeration(TierBenefitType.class, "type"),
        row.uuid("coupon_template_id"),
        optional(row, "copies"),
        optional(row, "weekday"),
        optional(row, "month_day"));
  }

  @Id
  @Description("The offer of which members get copies; null when it is a day.")
  public String getCouponTemplateId() {
    return couponTemplate == null ? null : TEMPLATE.encode(couponTemplate);
  }

  /** Whether it is an exclusive day, and that day. */
  boolean isOn(LocalDate day) {
    if (weekday != null) {
      return day.getDayOfWeek().getValue() == weekday;
    }
    return monthDay != null && day.getDayOfMonth() == Math.min(monthDay, day.lengthOfMonth());
  }

  private static Integer optional(SqlRow row, String column) {
    return row.isNull(column) ? null : row.integer(column);
  }
}

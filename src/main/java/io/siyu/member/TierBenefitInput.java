package io.siyu.member;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** A benefit of the tier to be saved. */
@Input("TierBenefitInput")
@Description("A benefit of the tier; one of a type.")
public record TierBenefitInput(
    @NonNull @Description("What it is.") TierBenefitType type,
    @Id
        @Description(
            "The offer of which members get copies; for all but EXCLUSIVE_DAY, and only then.")
        String couponTemplateId,
    @Description("Copies in a period, 1–10; 1 unless given; not with EXCLUSIVE_DAY.")
        Integer copies,
    @Description("A day of the week, 1 = Monday to 7; for EXCLUSIVE_DAY, unless `monthDay`.")
        Integer weekday,
    @Description("A day of the month, 1–31; for EXCLUSIVE_DAY, unless `weekday`.")
        Integer monthDay) {

  private static final int MOST_COPIES = 10;

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  NewBenefit toBenefit(String index) {
    if (type == null) {
      throw new InvalidInput(path(index, "type"), "A value is required.");
    }
    return type.isCoupon() ? coupon(index) : day(index);
  }

  private NewBenefit coupon(String index) {
    if (weekday != null || monthDay != null) {
      throw new InvalidInput(
          path(index, weekday == null ? "monthDay" : "weekday"), "Of an EXCLUSIVE_DAY alone.");
    }
    UUID template =
        TierBenefit.TEMPLATE.decode(
            couponTemplateId, "input", "benefits", index, "couponTemplateId");
    int number =
        copies == null
            ? 1
            : Numbers.inRange(copies, 1, MOST_COPIES, "input", "benefits", index, "copies");
    return new NewBenefit(type, template, number, null, null);
  }

  private NewBenefit day(String index) {
    if (couponTemplateId != null || copies != null) {
      throw new InvalidInput(
          path(index, couponTemplateId == null ? "copies" : "couponTemplateId"),
          "An EXCLUSIVE_DAY gives no coupons.");
    }
    if ((weekday == null) == (monthDay == null)) {
      throw new InvalidInput(
          path(index, "weekday"), "An EXCLUSIVE_DAY is a day of the week or of the month.");
    }
    if (weekday != null) {
      Numbers.inRange(weekday, 1, 7, "input", "benefits", index, "weekday");
    } else {
      Numbers.inRange(monthDay, 1, 31, "input", "benefits", index, "monthDay");
    }
    return new NewBenefit(type, null, null, weekday, monthDay);
  }

  private static List<String> path(String index, String field) {
    return List.of("input", "benefits", index, field);
  }
}

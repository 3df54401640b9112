package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveJoinBenefit} answers. */
@Type("SaveJoinBenefitPayload")
@Description("The benefit as it stands now, or why it stays as it was.")
public record SaveJoinBenefitPayload(
    @Description("The benefit; null when it was refused.") JoinBenefit benefit,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CouponOperationError> userErrors) {

  static SaveJoinBenefitPayload saved(JoinBenefit benefit) {
    return new SaveJoinBenefitPayload(benefit, List.of());
  }

  static SaveJoinBenefitPayload refused(Refusal refusal) {
    return new SaveJoinBenefitPayload(null, CouponOperationError.of(refusal));
  }
}

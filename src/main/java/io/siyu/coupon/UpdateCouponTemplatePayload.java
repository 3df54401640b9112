package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code updateCouponTemplate} answers. */
@Type("UpdateCouponTemplatePayload")
@Description("The offer as it stands now, or why it stays as it was.")
public record UpdateCouponTemplatePayload(
    @Description("The offer; null when the change was refused.") CouponTemplateView template,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CouponOperationError> userErrors) {

  static UpdateCouponTemplatePayload updated(CouponTemplateView template) {
    return new UpdateCouponTemplatePayload(template, List.of());
  }

  static UpdateCouponTemplatePayload refused(Refusal refusal) {
    return new UpdateCouponTemplatePayload(null, CouponOperationError.of(refusal));
  }
}

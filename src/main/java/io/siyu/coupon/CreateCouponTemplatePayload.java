package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code createCouponTemplate} answers. */
@Type("CreateCouponTemplatePayload")
@Description("The new offer, or why there is none.")
public record CreateCouponTemplatePayload(
    @Id @Description("Id of the new offer; null when it was refused.") String templateId,
    @NonNull @Description("Why the offer was refused; empty when it was not.")
        List<@NonNull CreateCouponTemplateError> userErrors) {

  static CreateCouponTemplatePayload created(UUID template) {
    return new CreateCouponTemplatePayload(ClaimableCouponView.ID.encode(template), List.of());
  }

  static CreateCouponTemplatePayload refused(Refusal refusal) {
    return new CreateCouponTemplatePayload(null, List.of(CreateCouponTemplateError.of(refusal)));
  }
}

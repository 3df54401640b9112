package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code generateCouponCodes} answers. */
@Type("GenerateCouponCodesPayload")
@Description("The batch of codes, or why there is none.")
public record GenerateCouponCodesPayload(
    @Description("The batch; its codes are made within minutes. Null when it was refused.")
        CouponCodeBatch batch,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CouponOperationError> userErrors) {

  static GenerateCouponCodesPayload requested(CouponCodeBatch batch) {
    return new GenerateCouponCodesPayload(batch, List.of());
  }

  static GenerateCouponCodesPayload refused(Refusal refusal) {
    return new GenerateCouponCodesPayload(null, CouponOperationError.of(refusal));
  }
}

package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code grantCoupons} answers. */
@Type("GrantCouponsPayload")
@Description("The grant, or why there is none.")
public record GrantCouponsPayload(
    @Description(
            "The grant: DONE when members were named, RUNNING with a segment. Null when it was"
                + " refused.")
        CouponGrantBatch batch,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CouponOperationError> userErrors) {

  static GrantCouponsPayload granted(CouponGrantBatch batch) {
    return new GrantCouponsPayload(batch, List.of());
  }

  static GrantCouponsPayload refused(Refusal refusal) {
    return new GrantCouponsPayload(null, CouponOperationError.of(refusal));
  }
}

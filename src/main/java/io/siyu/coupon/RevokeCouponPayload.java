package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code revokeCoupon} answers. */
@Type("RevokeCouponPayload")
@Description("What was taken back, or why nothing was.")
public record RevokeCouponPayload(
    @Description(
            "The coupon as it stands now: REVOKED; or HELD or what became of that, when an order had"
                + " it: it is revoked if the order gives it back. Null for a batch.")
        CouponView coupon,
    @Description("Of a batch, whose coupons are taken back in the background; else null.")
        CouponRevocation revocation,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CouponOperationError> userErrors) {

  static RevokeCouponPayload refused(Refusal refusal) {
    return new RevokeCouponPayload(null, null, CouponOperationError.of(refusal));
  }
}

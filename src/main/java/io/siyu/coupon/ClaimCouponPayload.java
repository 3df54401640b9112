package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code claimCoupon} answers. */
@Type("ClaimCouponPayload")
@Description("The claimed coupon, or why there is none.")
public record ClaimCouponPayload(
    @Description("The member's new coupon, as it stands now; null when the claim was refused.")
        CouponView coupon,
    @NonNull @Description("Why the claim was refused; empty when it was not.")
        List<@NonNull ClaimCouponError> userErrors) {

  static ClaimCouponPayload claimed(CouponTerms coupon) {
    return new ClaimCouponPayload(CouponView.of(coupon), List.of());
  }

  static ClaimCouponPayload refused(Refusal refusal) {
    return new ClaimCouponPayload(null, List.of(ClaimCouponError.of(refusal)));
  }
}

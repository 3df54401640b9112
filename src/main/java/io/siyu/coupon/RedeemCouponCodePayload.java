package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code redeemCouponCode} answers. */
@Type("RedeemCouponCodePayload")
@Description("The coupon that the code was good for, or why there is none.")
public record RedeemCouponCodePayload(
    @Description("The member's new coupon, as it stands now; null when the code was refused.")
        CouponView coupon,
    @NonNull @Description("Why the code was refused; empty when it was not.")
        List<@NonNull RedeemCouponCodeError> userErrors) {

  static RedeemCouponCodePayload redeemed(CouponTerms coupon) {
    return new RedeemCouponCodePayload(CouponView.of(coupon), List.of());
  }

  static RedeemCouponCodePayload refused(Refusal refusal) {
    return new RedeemCouponCodePayload(null, List.of(RedeemCouponCodeError.of(refusal)));
  }
}

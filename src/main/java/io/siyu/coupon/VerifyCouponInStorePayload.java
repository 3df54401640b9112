package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code verifyCouponInStore} answers. */
@Type("VerifyCouponInStorePayload")
@Description("The coupon that was used, or why none was.")
public record VerifyCouponInStorePayload(
    @Description("The coupon, whose terms the till applies; null when it was refused.")
        CouponView coupon,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull VerifyCouponInStoreError> userErrors) {

  static VerifyCouponInStorePayload used(CouponTerms coupon) {
    return new VerifyCouponInStorePayload(CouponView.of(coupon), List.of());
  }

  static VerifyCouponInStorePayload refused(Refusal refusal) {
    return new VerifyCouponInStorePayload(null, List.of(VerifyCouponInStoreError.of(refusal)));
  }
}

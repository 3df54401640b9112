package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a coupon was not used in a store, for the client. */
@Type("VerifyCouponInStoreError")
@Description("Why a coupon could not be used in a store.")
public record VerifyCouponInStoreError(
    @NonNull @Description("The reason.") VerifyCouponInStoreErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static VerifyCouponInStoreError of(Refusal refusal) {
    return new VerifyCouponInStoreError(
        refusal.codeAs(VerifyCouponInStoreErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

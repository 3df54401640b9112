package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why there is no code to show, for the client. */
@Type("ShowCouponInStoreError")
@Description("Why there is no code to show in a store.")
public record ShowCouponInStoreError(
    @NonNull @Description("The reason.") ShowCouponInStoreErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static ShowCouponInStoreError of(Refusal refusal) {
    return new ShowCouponInStoreError(
        refusal.codeAs(ShowCouponInStoreErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

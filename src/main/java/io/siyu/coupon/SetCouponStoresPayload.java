package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code setCouponStores} answers. */
@Type("SetCouponStoresPayload")
@Description("The stores as they are now, or why they stay as they were.")
public record SetCouponStoresPayload(
    @Description("The stores; null when it was refused.") CouponStores stores,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CouponOperationError> userErrors) {

  static SetCouponStoresPayload set(CouponStores stores) {
    return new SetCouponStoresPayload(stores, List.of());
  }

  static SetCouponStoresPayload refused(Refusal refusal) {
    return new SetCouponStoresPayload(null, CouponOperationError.of(refusal));
  }
}

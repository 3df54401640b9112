package io.siyu.coupon;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code setCouponStores} needs. */
@Input("SetCouponStoresInput")
@Description("Where one of the staff may use members' coupons from now on.")
public record SetCouponStoresInput(
    @NonNull @Id @Description("The operator.") String operatorId,
    @NonNull @Id @Description("In these stores, at most 100; empty means in all of them.")
        List<@NonNull String> storeIds,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}

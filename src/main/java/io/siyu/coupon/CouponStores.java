package io.siyu.coupon;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Where one of the staff may use members' coupons. */
@Type("CouponStores")
@Name("CouponStores")
@Description("Where one of the staff may use members' coupons (核销门店).")
public record CouponStores(
    @NonNull @Id @Description("The operator.") String operatorId,
    @NonNull @Id @Description("In these stores, at most 100; empty means in all of them.")
        List<@NonNull String> storeIds) {}

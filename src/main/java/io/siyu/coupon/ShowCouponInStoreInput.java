package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code showCouponInStore} needs. */
@Input("ShowCouponInStoreInput")
@Description("Which coupon to show.")
public record ShowCouponInStoreInput(
    @NonNull @Id @Description("The member's coupon.") String couponId) {}

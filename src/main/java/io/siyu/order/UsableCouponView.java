package io.siyu.order;

import io.siyu.coupon.CouponView;
import io.siyu.platform.graphql.MoneyView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A coupon that could be used for a basket. */
@Type("UsableCoupon")
@Name("UsableCoupon")
@Description("A coupon that could be used for a basket (可用优惠券).")
public record UsableCouponView(
    @NonNull @Description("The coupon.") CouponView coupon,
    @NonNull @Description("What it takes off, or would take off on its own.") MoneyView discount,
    @Description("Whether it is part of this quote.") boolean applied) {}

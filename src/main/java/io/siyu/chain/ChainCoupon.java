package io.siyu.chain;

import io.siyu.coupon.CouponTermsView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What a chain promises beside its goods. */
@Type("ChainCoupon")
@Name("ChainCoupon")
@Description(
    "The coupon that each member gets once whose entry the chain-buy confirms (接龙成功赠券), as long as"
        + " the offer lasts.")
public record ChainCoupon(
    @NonNull @Description("Its name, at most 60 characters.") String name,
    @NonNull @Description("What it takes off.") CouponTermsView terms,
    @Description("How many members of this chain-buy got one (已赠).") int given) {}

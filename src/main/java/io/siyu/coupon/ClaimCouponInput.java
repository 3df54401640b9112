package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code claimCoupon} needs. */
@Input("ClaimCouponInput")
@Description("Which coupon to claim.")
public record ClaimCouponInput(
    @NonNull @Id @Description("Id of the offer, from `claimableCoupons`.") String templateId,
    @NonNull
        @Id
        @Description(
            "Made by the client for this claim, 1–64 characters: repeating the request with it"
                + " gives the same coupon instead of another one (幂等键).")
        String idempotencyKey) {}

package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code verifyCouponInStore} needs. */
@Input("VerifyCouponInStoreInput")
@Description("The code that a member shows, and where.")
public record VerifyCouponInStoreInput(
    @NonNull
        @Description(
            "The code as it was typed or scanned, at most 30 characters: case, spaces and hyphens do"
                + " not matter (核销码).")
        String code,
    @NonNull @Id @Description("The store in which the coupon is used.") String storeId,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}

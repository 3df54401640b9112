package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code redeemCouponCode} needs. */
@Input("RedeemCouponCodeInput")
@Description("Which code to redeem.")
public record RedeemCouponCodeInput(
    @NonNull
        @Description(
            "The code as it was typed, at most 60 characters: case, spaces and hyphens do not"
                + " matter (兑换码).")
        String code,
    @NonNull
        @Id
        @Description(
            "Made by the client for this request, 1–64 characters: repeating the request with it"
                + " gives the same coupon (幂等键).")
        String idempotencyKey) {

  /** A code is worth money until it is redeemed, so it reaches no log. */
  @Override
  public String toString() {
    return "RedeemCouponCodeInput[]";
  }
}

package io.siyu.order;

import io.siyu.coupon.CouponKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Judges the coupons on freight and applies those that were chosen. */
@ApplicationScoped
class ShippingCouponStep implements PricingStep {

  @Override
  public PricingPhase phase() {
    return PricingPhase.SHIPPING_COUPON;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    return Uni.createFrom()
        .item(
            CouponChoice.settle(
                basket,
                coupon -> coupon.kind() == CouponKind.FREE_SHIPPING,
                CouponRules::judgeShipping,
                (priced, verdict) ->
                    priced.withFreightDiscount(priced.freightDiscount().plus(verdict.discount()))));
  }
}

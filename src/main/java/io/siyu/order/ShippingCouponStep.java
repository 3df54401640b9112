package io.siyu.order;

import io.siyu.coupon.CouponKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Judges the coupons on freight and applies the one that was chosen. */
@ApplicationScoped
class ShippingCouponStep implements PricingStep {

  @Override
  public PricingPhase phase() {
    return PricingPhase.SHIPPING_COUPON;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    CouponChoice choice =
        CouponChoice.among(
            basket,
            coupon -> coupon.kind() == CouponKind.FREE_SHIPPING,
            CouponRules::judgeShipping);
    return Uni.createFrom()
        .item(choice.apply((judged, applied) -> judged.withFreightDiscount(applied.discount())));
  }
}

package io.siyu.order;

import io.siyu.coupon.CouponKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Judges the coupons on goods and applies those that were chosen. */
@ApplicationScoped
class GoodsCouponStep implements PricingStep {

  @Override
  public PricingPhase phase() {
    return PricingPhase.GOODS_COUPON;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    return Uni.createFrom()
        .item(
            CouponChoice.settle(
                basket,
                coupon -> coupon.kind() != CouponKind.FREE_SHIPPING,
                CouponRules::judgeGoods,
                (priced, verdict) -> priced.less(PricingPhase.GOODS_COUPON, verdict.shares())));
  }
}

package io.siyu.order;

import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponTerms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Judges the coupons on freight and applies the one that was chosen. */
@ApplicationScoped
class ShippingCouponStep implements PricingStep {

  @Override
  public PricingPhase phase() {
    return PricingPhase.SHIPPING_COUPON;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    List<CouponVerdict> verdicts = new ArrayList<>();
    CouponVerdict applied = null;
    for (CouponTerms coupon : basket.coupons()) {
      if (coupon.kind() != CouponKind.FREE_SHIPPING) {
        continue;
      }
      CouponVerdict verdict = CouponRules.judgeShipping(coupon, basket);
      if (basket.chosenCoupons().contains(coupon.couponId())) {
        verdict =
            applied == null || !verdict.isUsable()
                ? verdict.chosen()
                : CouponVerdict.unusable(coupon, CouponProblem.DOES_NOT_STACK).chosen();
        applied = verdict.isUsable() ? verdict : applied;
      }
      verdicts.add(verdict);
    }
    Basket judged = basket.withVerdicts(verdicts);
    return Uni.createFrom()
        .item(applied == null ? judged : judged.withFreightDiscount(applied.discount()));
  }
}

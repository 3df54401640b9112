package io.siyu.order;

import io.siyu.coupon.CouponTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The coupons that one step of pricing is about, judged: of those that were chosen the first usable
 * one applies, and no other stacks with it.
 *
 * @param judged the basket with a verdict on each of them, nothing taken off yet
 * @param applied null when none applies
 */
record CouponChoice(Basket judged, CouponVerdict applied) {

  static CouponChoice among(
      Basket basket,
      Predicate<CouponTerms> concerned,
      BiFunction<CouponTerms, Basket, CouponVerdict> judge) {
    List<CouponVerdict> verdicts = new ArrayList<>();
    CouponVerdict applied = null;
    for (CouponTerms coupon : basket.coupons().stream().filter(concerned).toList()) {
      CouponVerdict verdict = judge.apply(coupon, basket);
      if (basket.chosenCoupons().contains(coupon.couponId())) {
        verdict =
            applied == null || !verdict.isUsable()
                ? verdict.chosen()
                : CouponVerdict.unusable(coupon, CouponProblem.DOES_NOT_STACK).chosen();
        applied = verdict.isUsable() ? verdict : applied;
      }
      verdicts.add(verdict);
    }
    return new CouponChoice(basket.withVerdicts(verdicts), applied);
  }

  /**
   * @param discount what the applied coupon does to the judged basket
   */
  Basket apply(BiFunction<Basket, CouponVerdict, Basket> discount) {
    return applied == null ? judged : discount.apply(judged, applied);
  }
}

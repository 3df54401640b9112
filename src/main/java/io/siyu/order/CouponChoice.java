package io.siyu.order;

import io.siyu.coupon.CouponTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The coupons that one step of pricing is about, judged, and those that were chosen applied: of
 * each stacking group one, over all steps. The one of the higher priority comes first, and the next
 * one is measured at what it left.
 */
final class CouponChoice {

  private CouponChoice() {}

  /**
   * @param judge a verdict on a coupon at the prices of a basket
   * @param discount what a usable coupon does to a basket
   * @return the basket with a verdict on each coupon concerned; those not chosen are judged as if
   *     each were alone
   */
  static Basket settle(
      Basket basket,
      Predicate<CouponTerms> concerned,
      BiFunction<CouponTerms, Basket, CouponVerdict> judge,
      BiFunction<Basket, CouponVerdict, Basket> discount) {
    Map<String, UUID> taken = taken(basket);
    List<CouponVerdict> verdicts = new ArrayList<>();
    Basket priced = basket;
    for (CouponTerms coupon : byPriority(basket, concerned)) {
      if (!basket.chosenCoupons().contains(coupon.couponId())) {
        verdicts.add(judge.apply(coupon, basket));
        continue;
      }
      UUID rival = taken.get(coupon.stacking().group());
      CouponVerdict verdict = judge.apply(coupon, priced);
      if (verdict.isUsable() && rival != null) {
        verdict = CouponVerdict.doesNotStack(coupon, rival);
      }
      if (verdict.isUsable()) {
        taken.put(coupon.stacking().group(), coupon.couponId());
        priced = discount.apply(priced, verdict);
      }
      verdicts.add(verdict.chosen());
    }
    return priced.withVerdicts(verdicts);
  }

  /** Of the steps before. */
  private static Map<String, UUID> taken(Basket basket) {
    Map<String, UUID> taken = new HashMap<>();
    basket.verdicts().stream()
        .filter(verdict -> verdict.applied() && verdict.isUsable())
        .map(CouponVerdict::coupon)
        .forEach(coupon -> taken.put(coupon.stacking().group(), coupon.couponId()));
    return taken;
  }

  /** Those of one priority by their ids, so that quote and order cost the same. */
  private static List<CouponTerms> byPriority(Basket basket, Predicate<CouponTerms> concerned) {
    return basket.coupons().stream()
        .filter(concerned)
        .sorted(
            Comparator.comparingInt((CouponTerms coupon) -> coupon.stacking().priority())
                .reversed()
                .thenComparing(CouponTerms::couponId))
        .toList();
  }
}

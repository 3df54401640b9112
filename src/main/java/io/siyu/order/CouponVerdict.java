package io.siyu.order;

import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import java.util.List;
import java.util.UUID;

/**
 * Whether a coupon can be used for a basket.
 *
 * @param applied whether it is part of the price, because the member chose it
 * @param shares what it takes off, or would take off: per line for a coupon on goods, one amount
 *     for a shipping coupon; empty when it cannot be used
 * @param problem null when it can be used
 * @param rival the coupon of its group that applies; null unless DOES_NOT_STACK
 * @param missing how much the goods cost too little; null unless THRESHOLD_NOT_MET
 */
public record CouponVerdict(
    CouponTerms coupon,
    boolean applied,
    List<Money> shares,
    CouponProblem problem,
    UUID rival,
    Money missing) {

  public CouponVerdict {
    shares = List.copyOf(shares);
  }

  static CouponVerdict usable(CouponTerms coupon, List<Money> shares) {
    return new CouponVerdict(coupon, false, shares, null, null, null);
  }

  static CouponVerdict unusable(CouponTerms coupon, CouponProblem problem) {
    return new CouponVerdict(coupon, false, List.of(), problem, null, null);
  }

  static CouponVerdict tooLittle(CouponTerms coupon, Money missing) {
    return new CouponVerdict(
        coupon, false, List.of(), CouponProblem.THRESHOLD_NOT_MET, null, missing);
  }

  static CouponVerdict doesNotStack(CouponTerms coupon, UUID rival) {
    return new CouponVerdict(coupon, false, List.of(), CouponProblem.DOES_NOT_STACK, rival, null);
  }

  CouponVerdict chosen() {
    return new CouponVerdict(coupon, true, shares, problem, rival, missing);
  }

  public boolean isUsable() {
    return problem == null;
  }

  public Money discount() {
    return shares.stream().reduce(Money.ZERO, Money::plus);
  }
}

package io.siyu.order;

import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponStatus;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a coupon takes off a basket, or why it cannot. */
final class CouponRules {

  private CouponRules() {}

  /** For coupons on goods, at the prices that the steps before left. */
  static CouponVerdict judgeGoods(CouponTerms coupon, Basket basket) {
    CouponProblem problem = availability(coupon, basket.now());
    if (problem != null) {
      return CouponVerdict.unusable(coupon, problem);
    }
    List<Money> inScope = inScope(coupon, basket);
    if (basket.lines().stream().noneMatch(line -> covers(coupon, line))) {
      return CouponVerdict.unusable(coupon, CouponProblem.WRONG_PRODUCT);
    }
    Money base = sum(inScope);
    if (base.compareTo(coupon.threshold()) < 0) {
      return CouponVerdict.tooLittle(coupon, coupon.threshold().minus(base));
    }
    if (base.equals(Money.ZERO)) {
      return CouponVerdict.unusable(coupon, CouponProblem.NOTHING_TO_DISCOUNT);
    }
    List<Money> shares =
        coupon.kind() == CouponKind.EXCHANGE
            ? oneUnitFree(coupon, basket)
            : Allocation.of(amountOff(coupon, base), inScope);
    return sum(shares).equals(Money.ZERO)
        ? CouponVerdict.unusable(coupon, CouponProblem.NOTHING_TO_DISCOUNT)
        : CouponVerdict.usable(coupon, shares);
  }

  /** For coupons on freight. */
  static CouponVerdict judgeShipping(CouponTerms coupon, Basket basket) {
    CouponProblem problem = availability(coupon, basket.now());
    if (problem != null) {
      return CouponVerdict.unusable(coupon, problem);
    }
    if (basket.lines().stream().noneMatch(line -> covers(coupon, line))) {
      return CouponVerdict.unusable(coupon, CouponProblem.WRONG_PRODUCT);
    }
    Money base = sum(inScope(coupon, basket));
    if (base.compareTo(coupon.threshold()) < 0) {
      return CouponVerdict.tooLittle(coupon, coupon.threshold().minus(base));
    }
    return basket.freightToPay().equals(Money.ZERO)
        ? CouponVerdict.unusable(coupon, CouponProblem.NOTHING_TO_DISCOUNT)
        : CouponVerdict.usable(coupon, List.of(basket.freightToPay()));
  }

  private static CouponProblem availability(CouponTerms coupon, Instant now) {
    if (coupon.status() == CouponStatus.EXPIRED || !now.isBefore(coupon.validTo())) {
      return CouponProblem.EXPIRED;
    }
    if (coupon.status() != CouponStatus.ISSUED) {
      return CouponProblem.NOT_AVAILABLE;
    }
    return now.isBefore(coupon.validFrom()) ? CouponProblem.NOT_YET_VALID : null;
  }

  private static Money amountOff(CouponTerms coupon, Money base) {
    Money amount =
        switch (coupon.kind()) {
          case FIXED_OFF, NO_THRESHOLD -> coupon.amountOff();
          case PERCENT_OFF -> capped(percent(base, coupon.percentOff()), coupon.cap());
          case EXCHANGE, FREE_SHIPPING -> Money.ZERO;
        };
    return min(amount, base);
  }

  /** The dearest unit in scope, at what it costs by now. */
  private static List<Money> oneUnitFree(CouponTerms coupon, Basket basket) {
    int dearest = -1;
    Money price = Money.ZERO;
    for (int i = 0; i < basket.lines().size(); i++) {
      BasketLine line = basket.lines().get(i);
      Money unit = Money.ofFen(line.remaining().fen() / line.quantity());
      if (covers(coupon, line) && unit.compareTo(price) > 0) {
        dearest = i;
        price = unit;
      }
    }
    List<Money> shares = new ArrayList<>();
    for (int i = 0; i < basket.lines().size(); i++) {
      shares.add(i == dearest ? price : Money.ZERO);
    }
    return shares;
  }

  private static List<Money> inScope(CouponTerms coupon, Basket basket) {
    return basket.lines().stream()
        .map(line -> covers(coupon, line) ? line.remaining() : Money.ZERO)
        .toList();
  }

  private static boolean covers(CouponTerms coupon, BasketLine line) {
    return coupon.productIds().isEmpty() || coupon.productIds().contains(line.sku().productId());
  }

  /** Rounded down: the discount never exceeds what was promised. */
  static Money percent(Money amount, int percent) {
    return Money.ofFen(Math.multiplyExact(amount.fen(), (long) percent) / 100);
  }

  private static Money capped(Money amount, Money cap) {
    return cap == null ? amount : min(amount, cap);
  }

  private static Money min(Money a, Money b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Money sum(List<Money> amounts) {
    return amounts.stream().reduce(Money.ZERO, Money::plus);
  }
}

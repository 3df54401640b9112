package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What an offer takes off. Made by the factory of its kind, so that every combination makes sense;
 * parameters are those of {@link CouponTerms}.
 */
public record CouponDiscount(
    CouponKind kind,
    Money threshold,
    Money amountOff,
    int percentOff,
    Money cap,
    Set<UUID> productIds) {

  private static final int MAX_PRODUCTS = 200;

  public CouponDiscount {
    productIds = Set.copyOf(productIds);
    require(productIds.size() <= MAX_PRODUCTS, "productIds", "At most 200 products.");
    checkAmount(threshold, 0, "thresholdFen");
    boolean takesAmount = kind == CouponKind.FIXED_OFF || kind == CouponKind.NO_THRESHOLD;
    checkAmount(amountOff, takesAmount ? 1 : 0, "amountOffFen");
    require(takesAmount || amountOff.fen() == 0, "amountOffFen", "This kind takes no amount off.");
    boolean takesPercent = kind == CouponKind.PERCENT_OFF;
    Numbers.inRange(percentOff, takesPercent ? 1 : 0, takesPercent ? 99 : 0, "input", "percentOff");
    if (cap != null) {
      require(takesPercent, "capFen", "Only a percentage has a cap.");
      checkAmount(cap, 1, "capFen");
    }
    require(
        kind != CouponKind.FIXED_OFF || threshold.compareTo(amountOff) >= 0,
        "thresholdFen",
        "The threshold must be at least the amount off.");
    require(
        kind != CouponKind.NO_THRESHOLD || threshold.fen() == 0,
        "thresholdFen",
        "This kind has no threshold.");
    require(
        kind != CouponKind.EXCHANGE || !productIds.isEmpty(),
        "productIds",
        "Say which product is free.");
  }

  public static CouponDiscount fixedOff(Money threshold, Money off, Set<UUID> products) {
    return new CouponDiscount(CouponKind.FIXED_OFF, threshold, off, 0, null, products);
  }

  /**
   * @param cap null for none
   */
  public static CouponDiscount percentOff(
      Money threshold, int percent, Money cap, Set<UUID> products) {
    return new CouponDiscount(
        CouponKind.PERCENT_OFF, threshold, Money.ZERO, percent, cap, products);
  }

  public static CouponDiscount noThreshold(Money off, Set<UUID> products) {
    return new CouponDiscount(CouponKind.NO_THRESHOLD, Money.ZERO, off, 0, null, products);
  }

  public static CouponDiscount exchange(Set<UUID> products) {
    return new CouponDiscount(CouponKind.EXCHANGE, Money.ZERO, Money.ZERO, 0, null, products);
  }

  public static CouponDiscount freeShipping(Money threshold) {
    return new CouponDiscount(CouponKind.FREE_SHIPPING, threshold, Money.ZERO, 0, null, Set.of());
  }

  private static void checkAmount(Money amount, long min, String field) {
    require(
        amount.fen() >= min && amount.fen() <= Money.MAX_API_FEN,
        field,
        "The amount must be between " + min + " and " + Money.MAX_API_FEN + " fen.");
  }

  private static void require(boolean holds, String field, String message) {
    if (!holds) {
      throw new InvalidInput(List.of("input", field), message);
    }
  }
}

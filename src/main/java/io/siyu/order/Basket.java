package io.siyu.order;

import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Everything that a price depends on, and the price so far. Every step answers a new one.
 *
 * @param fixedPrices whether unit prices are final, as in chains and flash sales: no member price,
 *     no coupon, no points, no freight
 * @param tierDiscountPercent percent that the member's tier takes off, 0–99
 * @param coupons those to be judged
 * @param chosenCoupons those that the member wants to use
 * @param pointsWanted how many points the member wants to use
 * @param now what coupons' validity is measured at
 * @param freight before the shipping coupon
 * @param freightDiscount by the shipping coupon
 * @param pointsLimit the most points that this basket takes
 * @param pointsUsed at most wanted and limit
 * @param verdicts of the coupons judged so far
 * @param bundles those that have to do with the goods, and what became of them
 */
public record Basket(
    boolean fixedPrices,
    int tierDiscountPercent,
    List<BasketLine> lines,
    DeliveryKind delivery,
    List<CouponTerms> coupons,
    Set<UUID> chosenCoupons,
    long pointsWanted,
    Instant now,
    Money freight,
    Money freightDiscount,
    long pointsLimit,
    long pointsUsed,
    List<CouponVerdict> verdicts,
    BundlePlan bundles) {

  public Basket {
    lines = List.copyOf(lines);
    coupons = List.copyOf(coupons);
    chosenCoupons = Set.copyOf(chosenCoupons);
    verdicts = List.copyOf(verdicts);
  }

  /** Before discounts. */
  public Money goods() {
    return lines.stream().map(BasketLine::goods).reduce(Money.ZERO, Money::plus);
  }

  /** What is taken off goods so far. */
  public Money discount() {
    return lines.stream().map(BasketLine::discount).reduce(Money.ZERO, Money::plus);
  }

  /** Goods after the discounts so far. */
  public Money remaining() {
    return lines.stream().map(BasketLine::remaining).reduce(Money.ZERO, Money::plus);
  }

  public Money freightToPay() {
    return freight.minus(freightDiscount);
  }

  public Money total() {
    return remaining().plus(freightToPay());
  }

  /** Whether each coupon that was chosen can be used; known once coupons are judged. */
  boolean choicesUsable() {
    return verdicts.stream().filter(CouponVerdict::applied).allMatch(CouponVerdict::isUsable);
  }

  /**
   * What a step changed.
   *
   * @param phase a step on goods, or FREIGHT (what it adds), or SHIPPING_COUPON
   */
  public Money amount(PricingPhase phase) {
    return switch (phase) {
      case FREIGHT -> freight;
      case SHIPPING_COUPON -> freightDiscount;
      case MEMBER_PRICE, BUNDLE, CAMPAIGN, GOODS_COUPON, POINTS ->
          lines.stream().map(line -> line.discount(phase)).reduce(Money.ZERO, Money::plus);
    };
  }

  /**
   * @param amounts one per line, in their order
   */
  public Basket less(PricingPhase phase, List<Money> amounts) {
    List<BasketLine> changed = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      changed.add(lines.get(i).less(phase, amounts.get(i)));
    }
    return with(changed, freight, freightDiscount, pointsLimit, pointsUsed, verdicts);
  }

  /** The same with other coupons chosen. */
  Basket choosing(Set<UUID> couponIds) {
    return with(coupons, couponIds);
  }

  /** The same with these coupons alone, all chosen. */
  Basket choosingOnly(List<CouponTerms> those) {
    return with(those, those.stream().map(CouponTerms::couponId).collect(Collectors.toSet()));
  }

  /** The same with at most so many points wanted. */
  Basket wantingAtMost(long points) {
    return new Basket(
        fixedPrices,
        tierDiscountPercent,
        lines,
        delivery,
        coupons,
        chosenCoupons,
        Math.min(pointsWanted, points),
        now,
        freight,
        freightDiscount,
        pointsLimit,
        pointsUsed,
        verdicts,
        bundles);
  }

  private Basket with(List<CouponTerms> newCoupons, Set<UUID> newChosen) {
    return new Basket(
        fixedPrices,
        tierDiscountPercent,
        lines,
        delivery,
        newCoupons,
        newChosen,
        pointsWanted,
        now,
        freight,
        freightDiscount,
        pointsLimit,
        pointsUsed,
        verdicts,
        bundles);
  }

  Basket withBundles(BundlePlan plan) {
    return new Basket(
        fixedPrices,
        tierDiscountPercent,
        lines,
        delivery,
        coupons,
        chosenCoupons,
        pointsWanted,
        now,
        freight,
        freightDiscount,
        pointsLimit,
        pointsUsed,
        verdicts,
        plan);
  }

  Basket withFreight(Money amount) {
    return with(lines, amount, freightDiscount, pointsLimit, pointsUsed, verdicts);
  }

  Basket withFreightDiscount(Money amount) {
    return with(lines, freight, amount, pointsLimit, pointsUsed, verdicts);
  }

  Basket withPoints(long limit, long used) {
    return with(lines, freight, freightDiscount, limit, used, verdicts);
  }

  Basket withVerdicts(List<CouponVerdict> more) {
    List<CouponVerdict> all = new ArrayList<>(verdicts);
    all.addAll(more);
    return with(lines, freight, freightDiscount, pointsLimit, pointsUsed, all);
  }

  private Basket with(
      List<BasketLine> newLines,
      Money newFreight,
      Money newFreightDiscount,
      long newLimit,
      long newUsed,
      List<CouponVerdict> newVerdicts) {
    return new Basket(
        fixedPrices,
        tierDiscountPercent,
        newLines,
        delivery,
        coupons,
        chosenCoupons,
        pointsWanted,
        now,
        newFreight,
        newFreightDiscount,
        newLimit,
        newUsed,
        newVerdicts,
        bundles);
  }
}

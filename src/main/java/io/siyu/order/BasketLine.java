package io.siyu.order;

import io.siyu.catalog.SkuTerms;
import io.siyu.kernel.Money;
import java.util.EnumMap;
import java.util.Map;

/**
 * One SKU in a basket and what was taken off it so far.
 *
 * @param quantity 1–999
 * @param unitPrice before discounts
 * @param discounts of the whole line, by step
 */
public record BasketLine(
    SkuTerms sku, int quantity, Money unitPrice, Map<PricingPhase, Money> discounts) {

  public BasketLine {
    discounts = Map.copyOf(discounts);
  }

  static BasketLine of(SkuTerms sku, int quantity, Money unitPrice) {
    return new BasketLine(sku, quantity, unitPrice, Map.of());
  }

  /** Before discounts. */
  public Money goods() {
    return unitPrice.times(quantity);
  }

  public Money discount(PricingPhase phase) {
    return discounts.getOrDefault(phase, Money.ZERO);
  }

  public Money discount() {
    return discounts.values().stream().reduce(Money.ZERO, Money::plus);
  }

  /** After the discounts so far; never negative. */
  public Money remaining() {
    return goods().minus(discount());
  }

  BasketLine less(PricingPhase phase, Money amount) {
    if (amount.isNegative() || amount.compareTo(remaining()) > 0) {
      throw new IllegalArgumentException("A line cannot cost less than nothing.");
    }
    Map<PricingPhase, Money> more = new EnumMap<>(PricingPhase.class);
    more.putAll(discounts);
    more.merge(phase, amount, Money::plus);
    return new BasketLine(sku, quantity, unitPrice, more);
  }
}

package io.siyu.order;

import io.smallrye.mutiny.Uni;

/**
 * One step of a quote. Steps run one after the other in the order of their phases; a later package
 * adds its promotions by implementing one.
 */
public interface PricingStep {

  PricingPhase phase();

  /** Runs in the quote's read or the order's transaction; changes nothing but the basket. */
  Uni<Basket> apply(Basket basket);
}

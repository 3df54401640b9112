package io.siyu.order;

import io.smallrye.mutiny.Uni;

/**
 * One step of a quote. Steps run one after the other in the order of their phases. It is a port: a
 * later package adds its promotions by a bean of the phase {@link PricingPhase#CAMPAIGN}, which
 * takes amounts off the lines ({@link Basket#less}); they are kept and shown line by line, and
 * coupons, freight and points go by what it leaves.
 */
public interface PricingStep {

  PricingPhase phase();

  /**
   * Runs in the quote's read or the order's transaction, once for each selection of bundles that is
   * tried; changes nothing but the basket, and leaves one of fixed prices alone.
   */
  Uni<Basket> apply(Basket basket);
}

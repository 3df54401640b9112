package io.siyu.order;

import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Prices baskets without ordering them. */
@ApplicationScoped
class OrderQuotes {

  private final Database database;
  private final Baskets baskets;
  private final BundleChoice bundles;
  private final Pricing pricing;
  private final BestCoupons best;

  OrderQuotes(
      Database database, Baskets baskets, BundleChoice bundles, Pricing pricing, BestCoupons best) {
    this.database = database;
    this.baskets = baskets;
    this.bundles = bundles;
    this.pricing = pricing;
    this.best = best;
  }

  /**
   * @param basket as it would be ordered
   * @param best what it could cost
   */
  record Quote(Basket basket, BestCoupons.Best best) {}

  /**
   * The price by the same steps that an order takes, a verdict on every coupon at hand, and the
   * best that they could do together.
   */
  Uni<Quote> quote(NewOrder basket) {
    return database.read(
        () ->
            baskets
                .withWallet(basket)
                .chain(bundles::settle)
                .chain(pricing::beforeCoupons)
                .chain(
                    before ->
                        pricing
                            .withCoupons(before)
                            .chain(
                                priced ->
                                    best.among(before).map(found -> new Quote(priced, found)))));
  }
}

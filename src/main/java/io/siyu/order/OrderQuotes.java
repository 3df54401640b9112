package io.siyu.order;

import io.siyu.order.BestCoupons.Best;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
  record Quote(Basket basket, Best best) {}

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
                .chain(
                    settled ->
                        pricing
                            .beforeCoupons(settled)
                            .chain(
                                before ->
                                    pricing
                                        .withCoupons(before)
                                        .chain(
                                            priced ->
                                                best(settled, before)
                                                    .map(found -> new Quote(priced, found))))));
  }

  /** A coupon may be worth more than the bundles that take the goods below its threshold. */
  private Uni<Best> best(Basket settled, Basket before) {
    if (before.bundles().formed().isEmpty()) {
      return best.among(before);
    }
    Basket apart = settled.withBundles(settled.bundles().offering(List.of()));
    return best.among(before)
        .chain(
            with ->
                pricing
                    .beforeCoupons(apart)
                    .chain(best::among)
                    .map(without -> without.total().compareTo(with.total()) < 0 ? without : with));
  }
}

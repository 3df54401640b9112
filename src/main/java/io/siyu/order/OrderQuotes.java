package io.siyu.order;

import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Prices baskets without ordering them. */
@ApplicationScoped
class OrderQuotes {

  private final Database database;
  private final Baskets baskets;
  private final Pricing pricing;

  OrderQuotes(Database database, Baskets baskets, Pricing pricing) {
    this.database = database;
    this.baskets = baskets;
    this.pricing = pricing;
  }

  /** The price by the same steps that an order takes, and a verdict on every coupon at hand. */
  Uni<Basket> quote(NewOrder basket) {
    return database.read(() -> baskets.withWallet(basket).chain(pricing::price));
  }
}

package io.siyu.order;

import io.siyu.coupon.CouponTerms;
import io.siyu.order.BestCoupons.Best;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Prices baskets without ordering them. */
@ApplicationScoped
class OrderQuotes {

  /** All of two bundles; none and each alone of three. */
  private static final int SELECTIONS_TRIED = 4;

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
  Uni<Quote> quote(NewOrder order) {
    return database.read(() -> baskets.withWallet(order).chain(this::price));
  }

  /**
   * @param basket not priced yet, with all coupons to be judged
   */
  Uni<Quote> price(Basket basket) {
    return bundles
        .settle(basket)
        .chain(
            settled ->
                pricing
                    .price(settled)
                    .chain(
                        priced ->
                            best(basket, settled, priced).map(found -> new Quote(priced, found))));
  }

  /**
   * A coupon may be worth more than the bundles that take the goods below its threshold, so coupons
   * are looked for beside several selections of bundles. What is found is then priced as an order
   * of just these coupons would be: it is accepted and costs what is said.
   */
  private Uni<Best> best(Basket basket, Basket settled, Basket priced) {
    Best quoted = new Best(chosen(priced), priced.total());
    if (basket.coupons().isEmpty()) {
      return Uni.createFrom().item(quoted);
    }
    Set<Basket> tried = new LinkedHashSet<>(List.of(settled));
    bundles.offerings(basket).stream().limit(SELECTIONS_TRIED).forEach(tried::add);
    Uni<Best> found =
        Multi.createFrom()
            .iterable(tried)
            .onItem()
            .transformToUniAndConcatenate(it -> pricing.beforeCoupons(it).chain(best::among))
            .collect()
            .asList()
            .map(all -> all.stream().reduce(BestCoupons::better).orElseThrow());
    return found
        .chain(
            it ->
                it.coupons().equals(quoted.coupons())
                    ? Uni.createFrom().item(quoted)
                    : ordered(basket, it.coupons()))
        .chain(it -> orWithout(basket, quoted, it))
        .map(it -> priced.choicesUsable() ? BestCoupons.better(it, quoted) : it);
  }

  /** Without coupons; when none was chosen, the quote says what that costs. */
  private Uni<Best> orWithout(Basket basket, Best quoted, Best found) {
    return quoted.coupons().isEmpty()
        ? Uni.createFrom().item(found)
        : ordered(basket, List.of()).map(without -> BestCoupons.better(without, found));
  }

  private Uni<Best> ordered(Basket basket, List<UUID> coupons) {
    return bundles
        .settle(
            basket.choosingOnly(
                basket.coupons().stream().filter(it -> coupons.contains(it.couponId())).toList()))
        .chain(pricing::price)
        .map(priced -> new Best(coupons, priced.total()));
  }

  private static List<UUID> chosen(Basket priced) {
    return priced.coupons().stream()
        .map(CouponTerms::couponId)
        .filter(priced.chosenCoupons()::contains)
        .toList();
  }
}

package io.siyu.order;

import io.siyu.catalog.BundleItem;
import io.siyu.catalog.BundleKind;
import io.siyu.catalog.BundlePart;
import io.siyu.catalog.BundleTerms;
import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponStacking;
import io.siyu.coupon.CouponStatus;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Bundles over the three products of {@link PricingScenario}. */
abstract class BundleScenario extends PricingScenario {

  final BundleChoice choice = new BundleChoice(pricing);

  /** As an order is priced: the bundles are chosen, then the steps run. */
  Basket priceWith(Basket basket, BundleTerms... bundles) {
    return priceWith(basket, List.of(bundles));
  }

  Basket priceWith(Basket basket, List<BundleTerms> bundles) {
    return choice
        .settle(basket.withBundles(BundlePlan.of(bundles)))
        .chain(pricing::price)
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  OrderQuotes.Quote quoteWith(Basket basket, List<BundleTerms> bundles) {
    return new OrderQuotes(null, null, choice, pricing, new BestCoupons(pricing))
        .price(basket.withBundles(BundlePlan.of(bundles)))
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  /** A coupon in force, of a stacking group. */
  static CouponTerms offFrom(
      int number, CouponKind kind, long thresholdFen, long amountFen, String group) {
    CouponTerms of =
        coupon(number, kind, thresholdFen, amountFen, 0, null, Set.of(), CouponStatus.ISSUED);
    return new CouponTerms(
        of.couponId(),
        of.name(),
        kind,
        of.threshold(),
        of.amountOff(),
        0,
        null,
        Set.of(),
        of.validFrom(),
        of.validTo(),
        of.status(),
        CouponStacking.of(kind, kind == CouponKind.FREE_SHIPPING ? null : group, null),
        Set.of());
  }

  static BundleTerms anyOf(int number, int count, long priceFen, int... products) {
    return terms(
        number,
        BundleKind.ANY_N,
        priceFen,
        count,
        0,
        99,
        Arrays.stream(products).mapToObj(p -> item(p, BundlePart.BUY, 1)).toList());
  }

  static BundleTerms set(int number, long priceFen, BundleItem... items) {
    return terms(number, BundleKind.FIXED_SET, priceFen, 0, 0, 99, List.of(items));
  }

  static BundleTerms buyGet(int number, int percentOff, BundleItem... items) {
    return terms(number, BundleKind.BUY_A_GET_B, null, 0, percentOff, 99, List.of(items));
  }

  static BundleTerms atMost(int limit, BundleTerms of) {
    return terms(
        (int) of.id().getLeastSignificantBits(),
        of.kind(),
        of.price() == null ? null : of.price().fen(),
        of.pickCount(),
        of.percentOff(),
        limit,
        of.items());
  }

  static BundleItem item(int product, BundlePart part, int quantity) {
    return new BundleItem(PRODUCTS[product - 1], "葡萄", null, part, quantity);
  }

  static BundleItem sku(int product, UUID sku, BundlePart part, int quantity) {
    return new BundleItem(PRODUCTS[product - 1], "葡萄", sku, part, quantity);
  }

  private static BundleTerms terms(
      int number,
      BundleKind kind,
      Long priceFen,
      int pickCount,
      int percentOff,
      int limit,
      List<BundleItem> items) {
    return new BundleTerms(
        id(number),
        kind,
        "组合",
        priceFen == null ? null : Money.ofFen(priceFen),
        pickCount,
        percentOff,
        limit,
        NOW,
        null,
        true,
        1,
        items);
  }

  /** Up to seven, in the order of their ids, so that the last one is the newest. */
  static Arbitrary<List<BundleTerms>> bundles(long maxPriceFen) {
    Arbitrary<Integer> product = Arbitraries.integers().between(1, 3);
    Arbitrary<Integer> quantity = Arbitraries.integers().between(1, 3);
    Arbitrary<BundleTerms> bundle =
        Combinators.combine(
                Arbitraries.of(BundleKind.class),
                Arbitraries.longs().between(0, maxPriceFen),
                Arbitraries.integers().between(2, 5),
                Arbitraries.integers().between(1, 100),
                Arbitraries.integers().between(1, 4),
                product,
                product,
                quantity)
            .as(BundleScenario::any);
    return bundle.list().ofMaxSize(7).map(BundleScenario::numbered);
  }

  private static BundleTerms any(
      BundleKind kind,
      long priceFen,
      int count,
      int percent,
      int limit,
      int product,
      int other,
      int quantity) {
    BundleTerms made =
        switch (kind) {
          case ANY_N ->
              product == other
                  ? anyOf(1, count, priceFen, product)
                  : anyOf(1, count, priceFen, product, other);
          case FIXED_SET ->
              product == other
                  ? set(1, priceFen, item(product, BundlePart.BUY, quantity + 1))
                  : set(
                      1,
                      priceFen,
                      item(product, BundlePart.BUY, quantity),
                      item(other, BundlePart.BUY, 1));
          case BUY_A_GET_B ->
              buyGet(
                  1,
                  percent,
                  item(product, BundlePart.BUY, quantity),
                  item(other, BundlePart.GET, 1));
        };
    return atMost(limit, made);
  }

  private static List<BundleTerms> numbered(List<BundleTerms> bundles) {
    return IntStream.range(0, bundles.size())
        .mapToObj(
            i -> {
              BundleTerms of = bundles.get(i);
              return terms(
                  i + 1,
                  of.kind(),
                  of.price() == null ? null : of.price().fen(),
                  of.pickCount(),
                  of.percentOff(),
                  of.perOrderLimit(),
                  of.items());
            })
        .toList();
  }
}

package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.catalog.BundleTerms;
import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any basket and any bundles, with member prices, coupons, freight and points. */
class BundlePropertyTest extends BundleScenario {

  /** Prices at which bundles, coupons and free freight get in each other's way. */
  private static final int DEAREST = 6_000;

  record Shopping(Basket basket, List<BundleTerms> bundles) {}

  @Property(tries = 400)
  void what_lines_lose_is_exactly_the_discount_and_nothing_becomes_negative(
      @ForAll("shopping") Shopping shopping) {
    Basket priced = priceWith(shopping.basket(), shopping.bundles());

    Money ofSteps =
        List.of(
                PricingPhase.MEMBER_PRICE,
                PricingPhase.BUNDLE,
                PricingPhase.GOODS_COUPON,
                PricingPhase.POINTS)
            .stream()
            .map(priced::amount)
            .reduce(Money.ZERO, Money::plus);
    assertThat(priced.discount()).isEqualTo(ofSteps);
    assertThat(priced.goods().minus(ofSteps)).isEqualTo(priced.remaining());
    assertThat(priced.lines()).noneMatch(line -> line.remaining().isNegative());
    assertThat(priced.lines())
        .allMatch(line -> line.discounts().values().stream().noneMatch(Money::isNegative));
    assertThat(priced.total()).isGreaterThanOrEqualTo(Money.ZERO);
    assertThat(priced.total()).isEqualTo(priced.remaining().plus(priced.freightToPay()));
  }

  @Property(tries = 400)
  void what_the_bundles_say_is_what_the_lines_lose_and_no_unit_is_in_two(
      @ForAll("shopping") Shopping shopping) {
    Basket priced = priceWith(shopping.basket(), shopping.bundles());

    for (int i = 0; i < priced.lines().size(); i++) {
      int line = i;
      List<BundleUse> formed = priced.bundles().formed();
      assertThat(
              formed.stream().map(use -> use.discounts().get(line)).reduce(Money.ZERO, Money::plus))
          .isEqualTo(priced.lines().get(i).discount(PricingPhase.BUNDLE));
      assertThat(formed.stream().mapToInt(use -> use.units().get(line)).sum())
          .isLessThanOrEqualTo(priced.lines().get(i).quantity());
    }
    assertThat(priced.bundles().formed())
        .allMatch(use -> use.sets() <= use.bundle().perOrderLimit())
        .allMatch(use -> use.discount().compareTo(Money.ZERO) > 0);
  }

  /** Sets that are alike are formed at once; the result is that of forming one after the other. */
  @Property(tries = 1000)
  void bundles_are_formed_as_if_one_set_was_formed_after_the_other(
      @ForAll("many") Shopping shopping) {
    Basket offering = shopping.basket().withBundles(BundlePlan.of(shopping.bundles()));
    LooseUnits units = LooseUnits.of(offering.lines());
    Map<UUID, BundleUse> oneByOne = new LinkedHashMap<>();
    BundleUse next = bestOf(shopping.bundles(), oneByOne, units);
    while (next != null) {
      units.take(next);
      oneByOne.merge(next.bundle().id(), next, BundleUse::plus);
      next = bestOf(shopping.bundles(), oneByOne, units);
    }

    Basket formed = new BundleStep().apply(offering).await().atMost(Duration.ofSeconds(30));

    assertThat(formed.bundles().formed()).containsExactlyElementsOf(oneByOne.values());
  }

  private static BundleUse bestOf(
      List<BundleTerms> bundles, Map<UUID, BundleUse> formed, LooseUnits units) {
    return bundles.stream()
        .filter(it -> sets(formed, it) < it.perOrderLimit())
        .map(units::best)
        .filter(Objects::nonNull)
        // The first of equal ones.
        .reduce((a, b) -> b.discount().compareTo(a.discount()) > 0 ? b : a)
        .orElse(null);
  }

  private static int sets(Map<UUID, BundleUse> formed, BundleTerms bundle) {
    return formed.containsKey(bundle.id()) ? formed.get(bundle.id()).sets() : 0;
  }

  @Property(tries = 300)
  void the_same_basket_has_the_same_price(@ForAll("shopping") Shopping shopping) {
    assertThat(priceWith(shopping.basket(), shopping.bundles()))
        .isEqualTo(priceWith(shopping.basket(), shopping.bundles()));
  }

  /** Without the coupons an order would be refused for, it could not be had any cheaper before. */
  @Property(tries = 400)
  void a_further_bundle_never_makes_a_possible_order_dearer_or_impossible(
      @ForAll("shopping") Shopping shopping) {
    Basket before = priceWith(shopping.basket(), List.of());
    for (int count = 1; count <= shopping.bundles().size(); count++) {
      Basket after = priceWith(shopping.basket(), shopping.bundles().subList(0, count));
      if (before.choicesUsable()) {
        assertThat(after.choicesUsable()).isTrue();
      }
      if (before.choicesUsable() == after.choicesUsable()) {
        assertThat(after.total()).isLessThanOrEqualTo(before.total());
      }
      before = after;
    }
  }

  @Property(tries = 400)
  void an_order_with_the_best_coupons_of_the_quote_is_accepted_and_costs_what_it_says(
      @ForAll("couponRich") Shopping shopping) {
    OrderQuotes.Quote quote = quoteWith(shopping.basket(), shopping.bundles());

    List<CouponTerms> best =
        shopping.basket().coupons().stream()
            .filter(it -> quote.best().coupons().contains(it.couponId()))
            .toList();
    Basket ordered = priceWith(shopping.basket().choosingOnly(best), shopping.bundles());

    assertThat(best).hasSameSizeAs(quote.best().coupons());
    assertThat(ordered.choicesUsable()).isTrue();
    assertThat(ordered.total()).isEqualTo(quote.best().total());
    if (quote.basket().choicesUsable()) {
      assertThat(ordered.total()).isLessThanOrEqualTo(quote.basket().total());
    }
    for (CouponTerms one : shopping.basket().coupons()) {
      Basket alone = priceWith(shopping.basket().choosingOnly(List.of(one)), shopping.bundles());
      if (alone.choicesUsable() && shopping.bundles().size() <= 2) {
        assertThat(ordered.total()).isLessThanOrEqualTo(alone.total());
      }
    }
  }

  @Property(tries = 200)
  void amounts_beyond_the_api_are_refused_and_never_wrap(@ForAll("huge") Shopping shopping) {
    assertThatThrownBy(() -> priceWith(shopping.basket(), shopping.bundles()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("AMOUNT_TOO_LARGE"));
  }

  @Provide
  Arbitrary<Shopping> shopping() {
    Arbitrary<Basket> baskets =
        lines(1, DEAREST, 6)
            .flatMap(
                lines ->
                    Combinators.combine(
                            coupons().list().ofMaxSize(3).uniqueElements(CouponTerms::couponId),
                            Arbitraries.integers().between(0, 30),
                            Arbitraries.longs().between(0, 20_000),
                            Arbitraries.of(DeliveryKind.class))
                        .as(
                            (coupons, tier, points, delivery) ->
                                basket(lines, coupons, points, tier, delivery)));
    return Combinators.combine(baskets, bundles(3L * DEAREST)).as(Shopping::new);
  }

  /** Coupons of several groups whose thresholds bundles reach; the first few are chosen. */
  @Provide
  Arbitrary<Shopping> couponRich() {
    Arbitrary<CouponTerms> coupon =
        Combinators.combine(
                Arbitraries.integers().between(10, 40),
                Arbitraries.of(CouponKind.FIXED_OFF, CouponKind.FREE_SHIPPING),
                Arbitraries.longs().between(0, 3L * DEAREST),
                Arbitraries.longs().between(1, DEAREST),
                Arbitraries.of("GOODS", "BRAND"))
            .as(BundleScenario::offFrom);
    return Combinators.combine(
            lines(1, DEAREST, 3),
            coupon.list().ofMaxSize(4).uniqueElements(CouponTerms::couponId),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(DeliveryKind.class),
            bundles(2L * DEAREST))
        .as(
            (lines, coupons, chosen, delivery, bundles) ->
                new Shopping(
                    basket(lines, coupons, 0, 0, delivery)
                        .choosing(
                            coupons.stream()
                                .limit(chosen)
                                .map(CouponTerms::couponId)
                                .collect(Collectors.toSet())),
                    bundles));
  }

  /** Enough units for many sets of each. */
  @Provide
  Arbitrary<Shopping> many() {
    return Combinators.combine(
            lines(1, DEAREST, 60).map(lines -> basket(lines, List.of(), 0)), bundles(3L * DEAREST))
        .as(Shopping::new);
  }

  @Provide
  Arbitrary<Shopping> huge() {
    Arbitrary<Basket> baskets =
        lines(Integer.MAX_VALUE / 2, Integer.MAX_VALUE, 999)
            .filter(
                lines -> lines.stream().mapToLong(l -> l.goods().fen()).sum() > Integer.MAX_VALUE)
            .map(lines -> basket(lines, List.of(), 0));
    return Combinators.combine(baskets, bundles(Integer.MAX_VALUE)).as(Shopping::new);
  }
}

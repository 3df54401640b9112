package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.catalog.BundleTerms;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import java.util.List;
import java.util.stream.IntStream;
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

  @Property(tries = 300)
  void the_same_basket_has_the_same_price(@ForAll("shopping") Shopping shopping) {
    assertThat(priceWith(shopping.basket(), shopping.bundles()))
        .isEqualTo(priceWith(shopping.basket(), shopping.bundles()));
  }

  @Property(tries = 400)
  void a_further_bundle_never_makes_the_order_dearer(@ForAll("shopping") Shopping shopping) {
    List<Money> totals =
        IntStream.rangeClosed(0, shopping.bundles().size())
            .mapToObj(count -> shopping.bundles().subList(0, count))
            .map(bundles -> priceWith(shopping.basket(), bundles).total())
            .toList();

    assertThat(totals).isSortedAccordingTo((a, b) -> b.compareTo(a));
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

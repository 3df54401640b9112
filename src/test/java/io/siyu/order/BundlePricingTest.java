package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.catalog.BundlePart;
import io.siyu.catalog.BundleTerms;
import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponStatus;
import io.siyu.coupon.CouponTerms;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;

/** Bundles worked out by hand. */
class BundlePricingTest extends BundleScenario {

  @Example
  void any_three_cost_their_price_and_it_is_the_dearest_three() {
    Basket basket = basket(List.of(line(1, 4000, null, 2), line(2, 5000, null, 2)), List.of(), 0);

    Basket priced = priceWith(basket, anyOf(1, 3, 9900, 1, 2));

    // 50 + 50 + 40 for 99; the fourth unit stays at its price.
    assertThat(priced.amount(PricingPhase.BUNDLE).fen()).isEqualTo(4100);
    assertThat(priced.total().fen()).isEqualTo(9900 + 4000);
    assertThat(discounts(priced)).containsExactly(1171L, 2929L);
  }

  @Example
  void a_set_is_formed_as_often_as_its_units_and_its_limit_allow() {
    BundleTerms set = set(1, 6000, item(1, BundlePart.BUY, 1), item(2, BundlePart.BUY, 2));
    Basket basket = basket(List.of(line(1, 3000, null, 5), line(2, 2000, null, 5)), List.of(), 0);

    Basket priced = priceWith(basket, set);
    assertThat(priced.bundles().formed().get(0).sets()).isEqualTo(2);
    assertThat(priced.amount(PricingPhase.BUNDLE).fen()).isEqualTo(2000);

    assertThat(priceWith(basket, atMost(1, set)).amount(PricingPhase.BUNDLE).fen()).isEqualTo(1000);
  }

  @Example
  void whoever_buys_the_one_gets_the_other_for_nothing_and_both_are_worth_less_at_a_refund() {
    BundleTerms bundle = buyGet(1, 100, item(1, BundlePart.BUY, 2), item(2, BundlePart.GET, 1));
    Basket basket = basket(List.of(line(1, 3000, null, 2), line(2, 2000, null, 1)), List.of(), 0);

    Basket priced = priceWith(basket, bundle);

    assertThat(priced.total().fen()).isEqualTo(6000);
    assertThat(discounts(priced)).containsExactly(1500L, 500L);
  }

  @Example
  void what_opens_the_way_is_the_cheapest_and_what_is_given_the_dearest() {
    BundleTerms bundle = buyGet(1, 50, item(1, BundlePart.BUY, 1), item(1, BundlePart.GET, 1));
    Basket basket = basket(List.of(line(1, 1000, null, 1), line(1, 9000, null, 1)), List.of(), 0);

    assertThat(priceWith(basket, bundle).amount(PricingPhase.BUNDLE).fen()).isEqualTo(4500);
  }

  @Example
  void an_item_of_one_sku_takes_its_unit_before_an_item_of_the_whole_product() {
    BasketLine only = line(1, 1000, null, 1);
    Basket basket = basket(List.of(only, line(1, 500, null, 1)), List.of(), 0);
    BundleTerms bundle =
        buyGet(1, 100, item(1, BundlePart.BUY, 1), sku(1, only.sku().skuId(), BundlePart.GET, 1));

    assertThat(priceWith(basket, bundle).amount(PricingPhase.BUNDLE).fen()).isEqualTo(1000);
  }

  @Example
  void a_set_that_is_dearer_than_its_goods_is_not_formed() {
    Basket basket = basket(List.of(line(1, 1000, 900L, 3)), List.of(), 0);

    Basket priced = priceWith(basket, anyOf(1, 3, 2700, 1));

    assertThat(priced.bundles().formed()).isEmpty();
    assertThat(priced.total().fen()).isEqualTo(2700);
  }

  @Example
  void member_prices_come_before_bundles() {
    Basket basket = basket(List.of(line(1, 1000, 900L, 3)), List.of(), 0);

    Basket priced = priceWith(basket, anyOf(1, 3, 2400, 1));

    assertThat(priced.amount(PricingPhase.MEMBER_PRICE).fen()).isEqualTo(300);
    assertThat(priced.amount(PricingPhase.BUNDLE).fen()).isEqualTo(300);
  }

  /** The set of both saves most at first sight, but keeps two others from being formed. */
  @Example
  void two_bundles_that_save_more_together_beat_the_one_that_saves_most_alone() {
    Basket basket = basket(List.of(line(1, 1000, null, 2), line(2, 1000, null, 2)), List.of(), 0);
    BundleTerms mixed = set(1, 1500, item(1, BundlePart.BUY, 1), item(2, BundlePart.BUY, 1));
    BundleTerms first = atMost(1, anyOf(2, 2, 1550, 1));
    BundleTerms second = atMost(1, anyOf(3, 2, 1550, 2));

    Basket priced = priceWith(basket, atMost(1, mixed), first, second);

    assertThat(priced.amount(PricingPhase.BUNDLE).fen()).isEqualTo(900);
  }

  @Example
  void a_bundle_that_costs_the_coupon_or_free_freight_is_left_alone() {
    Basket withCoupon =
        basket(
            List.of(line(1, 5000, null, 2)),
            List.of(
                coupon(
                    10, CouponKind.FIXED_OFF, 10000, 3000, 0, null, Set.of(), CouponStatus.ISSUED)),
            0);
    assertThat(priceWith(withCoupon, anyOf(1, 2, 9500, 1)).total().fen()).isEqualTo(7000);

    Basket delivered =
        basket(List.of(line(1, 5000, null, 2)), List.of(), 0, 0, DeliveryKind.DELIVERY);
    assertThat(priceWith(delivered, anyOf(1, 2, 9800, 1)).total().fen())
        .as("9,900 fen and more travel free")
        .isEqualTo(10000);
  }

  @Example
  void final_prices_form_no_bundle() {
    Basket shop = basket(List.of(line(1, 1000, null, 3)), List.of(), 0);
    Basket chain =
        new Basket(
            true,
            0,
            shop.lines(),
            shop.delivery(),
            List.of(),
            Set.of(),
            0,
            NOW,
            shop.freight(),
            shop.freightDiscount(),
            0,
            0,
            List.of(),
            BundlePlan.NONE);

    assertThat(priceWith(chain, anyOf(1, 3, 1, 1)).total().fen()).isEqualTo(3000);
  }

  @Example
  void a_bundle_of_which_one_unit_is_missing_is_named() {
    Basket basket = basket(List.of(line(1, 4000, null, 2)), List.of(), 0);

    assertThat(NearlyCompleteBundleView.of(priceWith(basket, anyOf(1, 3, 9900, 1, 2))))
        .extracting(NearlyCompleteBundleView::missingUnits)
        .containsExactly(1);
    assertThat(NearlyCompleteBundleView.of(priceWith(basket, anyOf(1, 4, 9900, 1, 2)))).isEmpty();
    Basket formed = basket(List.of(line(1, 4000, null, 5)), List.of(), 0);
    assertThat(NearlyCompleteBundleView.of(priceWith(formed, anyOf(1, 3, 9900, 1)))).hasSize(1);
    assertThat(NearlyCompleteBundleView.of(priceWith(formed, atMost(1, anyOf(1, 3, 9900, 1)))))
        .as("the order may form no further one")
        .isEmpty();
  }

  /** A wants 300.00 and B 200.00 of what is left; either bundle takes the goods below A. */
  @Example
  void chosen_coupons_stay_usable_when_any_selection_of_bundles_allows_it() {
    CouponTerms a = offFrom(10, CouponKind.FIXED_OFF, 30000, 5000, "GOODS");
    CouponTerms b = offFrom(11, CouponKind.FIXED_OFF, 20000, 6000, "BRAND");
    Basket basket =
        basket(List.of(line(1, 15000, null, 1), line(2, 15000, null, 1)), List.of(a, b), 0);
    BundleTerms x = set(1, 10500, item(1, BundlePart.BUY, 1));
    BundleTerms y = set(2, 9000, item(2, BundlePart.BUY, 1));

    Basket both = priceWith(basket, x, y);
    assertThat(both.choicesUsable()).isTrue();
    assertThat(both.total().fen()).isEqualTo(19000);

    OrderQuotes.Quote quote = quoteWith(basket.choosing(Set.of()), List.of(x, y));
    assertThat(quote.best().coupons()).as("B beside Y alone").containsExactly(b.couponId());
    assertThat(quote.best().total().fen()).isEqualTo(18000);
    assertThat(priceWith(basket.choosingOnly(List.of(b)), x, y).total().fen()).isEqualTo(18000);
  }

  private static List<Long> discounts(Basket priced) {
    return priced.lines().stream().map(line -> line.discount(PricingPhase.BUNDLE).fen()).toList();
  }
}

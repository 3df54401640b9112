package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponStatus;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;

/** Prices worked out by hand. */
class PricingTest extends PricingScenario {

  @Example
  void a_discount_is_spread_over_the_lines_by_largest_remainder() {
    Basket basket =
        basket(
            List.of(line(1, 3333, null, 1), line(2, 3333, null, 1), line(3, 3334, null, 1)),
            List.of(fixedOff(10, 10000, 1000)),
            0);

    Basket priced = price(basket);

    assertThat(priced.lines().stream().map(l -> l.discount(PricingPhase.GOODS_COUPON).fen()))
        .containsExactly(333L, 333L, 334L);
    assertThat(priced.total().fen()).isEqualTo(9000);
  }

  @Example
  void the_member_price_counts_before_the_coupons_threshold() {
    Basket basket =
        basket(List.of(line(1, 20000, 19800L, 1)), List.of(fixedOff(10, 19900, 3000)), 0);

    CouponVerdict verdict = price(basket).verdicts().get(0);

    assertThat(verdict.problem()).isEqualTo(CouponProblem.THRESHOLD_NOT_MET);
    assertThat(verdict.missing().fen()).isEqualTo(100);
  }

  @Example
  void a_coupon_counts_and_discounts_its_own_products_alone() {
    CouponTerms onlyFirst =
        coupon(
            10,
            CouponKind.FIXED_OFF,
            5000,
            1000,
            0,
            null,
            Set.of(PRODUCTS[0]),
            CouponStatus.ISSUED);
    Basket basket =
        basket(List.of(line(1, 5000, null, 1), line(2, 9000, null, 1)), List.of(onlyFirst), 0);

    Basket priced = price(basket);

    assertThat(priced.lines().get(0).remaining().fen()).isEqualTo(4000);
    assertThat(priced.lines().get(1).remaining().fen()).isEqualTo(9000);
  }

  @Example
  void a_second_coupon_on_goods_does_not_stack() {
    Basket basket =
        basket(
            List.of(line(1, 30000, null, 1)),
            List.of(fixedOff(10, 19900, 3000), fixedOff(11, 19900, 2000)),
            0);

    Basket priced = price(basket);

    assertThat(priced.verdicts().get(1).problem()).isEqualTo(CouponProblem.DOES_NOT_STACK);
    assertThat(priced.amount(PricingPhase.GOODS_COUPON).fen()).isEqualTo(3000);
  }

  @Example
  void an_exchange_coupon_frees_one_unit_of_its_product() {
    CouponTerms exchange =
        coupon(10, CouponKind.EXCHANGE, 0, 0, 0, null, Set.of(PRODUCTS[1]), CouponStatus.ISSUED);
    Basket basket =
        basket(List.of(line(1, 9000, null, 1), line(2, 2500, null, 3)), List.of(exchange), 0);

    assertThat(price(basket).amount(PricingPhase.GOODS_COUPON).fen()).isEqualTo(2500);
  }

  @Example
  void final_prices_take_no_discount_and_no_freight() {
    Basket shop = basket(List.of(line(1, 9000, 100L, 1)), List.of(), 500);
    Basket chain =
        new Basket(
            true,
            10,
            shop.lines(),
            DeliveryKind.DELIVERY,
            List.of(),
            Set.of(),
            0,
            NOW,
            Money.ZERO,
            Money.ZERO,
            0,
            0,
            List.of(),
            BundlePlan.NONE);

    assertThat(price(chain).total().fen()).isEqualTo(9000);
  }

  private static CouponTerms fixedOff(int number, long thresholdFen, long amountFen) {
    return coupon(
        number,
        CouponKind.FIXED_OFF,
        thresholdFen,
        amountFen,
        0,
        null,
        Set.of(),
        CouponStatus.ISSUED);
  }
}

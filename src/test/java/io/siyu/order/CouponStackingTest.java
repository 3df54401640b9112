package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponStacking;
import io.siyu.coupon.CouponStatus;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Several coupons in one basket: what goes together, and what is best. */
class CouponStackingTest extends PricingScenario {

  private final BestCoupons best = new BestCoupons(pricing);

  @Example
  void a_coupon_on_goods_and_one_on_freight_go_together() {
    CouponTerms shipping = off(11, CouponKind.FREE_SHIPPING, 0, 0, null, 0);
    Basket priced =
        price(
            delivered(5000, List.of(off(10, CouponKind.NO_THRESHOLD, 0, 1000, null, 0), shipping)));

    assertThat(priced.verdicts()).allMatch(CouponVerdict::isUsable);
    assertThat(priced.total().fen()).isEqualTo(4000);
  }

  @Example
  void coupons_on_goods_of_different_groups_take_off_one_after_the_other_by_priority() {
    CouponTerms percent = off(10, CouponKind.PERCENT_OFF, 0, 10, "BRAND", 1);
    CouponTerms fixed = off(11, CouponKind.FIXED_OFF, 10000, 1000, "GOODS", 9);

    Basket priced = price(delivered(10000, List.of(percent, fixed)));

    // First 10.00 off 100.00, then 10 percent of 90.00.
    assertThat(priced.amount(PricingPhase.GOODS_COUPON).fen()).isEqualTo(1900);
    assertThat(priced.verdicts()).allMatch(CouponVerdict::isUsable);
  }

  @Example
  void the_next_coupon_is_measured_at_what_the_one_before_left() {
    CouponTerms first = off(10, CouponKind.NO_THRESHOLD, 0, 1000, "BRAND", 9);
    CouponTerms second = off(11, CouponKind.FIXED_OFF, 10000, 1000, "GOODS", 0);

    CouponVerdict verdict = price(delivered(10000, List.of(first, second))).verdicts().get(1);

    assertThat(verdict.problem()).isEqualTo(CouponProblem.THRESHOLD_NOT_MET);
    assertThat(verdict.missing().fen()).isEqualTo(1000);
  }

  @Example
  void of_one_group_the_higher_priority_applies_and_the_other_says_which_one_does() {
    CouponTerms low = off(10, CouponKind.NO_THRESHOLD, 0, 2000, "GOODS", 1);
    CouponTerms high = off(11, CouponKind.NO_THRESHOLD, 0, 1000, "GOODS", 2);

    Basket priced = price(delivered(10000, List.of(low, high)));

    assertThat(priced.amount(PricingPhase.GOODS_COUPON).fen()).isEqualTo(1000);
    assertThat(priced.verdicts())
        .filteredOn(verdict -> verdict.problem() == CouponProblem.DOES_NOT_STACK)
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.coupon()).isEqualTo(low);
              assertThat(verdict.rival()).isEqualTo(high.couponId());
            });
  }

  @Example
  void a_group_holds_across_goods_and_freight() {
    CouponTerms goods = off(10, CouponKind.NO_THRESHOLD, 0, 1000, "ONE", 0);
    CouponTerms shipping = off(11, CouponKind.FREE_SHIPPING, 0, 0, "ONE", 0);

    Basket priced = price(delivered(5000, List.of(goods, shipping)));

    assertThat(priced.verdicts().get(1).problem()).isEqualTo(CouponProblem.DOES_NOT_STACK);
    assertThat(priced.freightToPay().fen()).isEqualTo(800);
  }

  @Example
  void freight_is_taken_off_once() {
    CouponTerms one = off(10, CouponKind.FREE_SHIPPING, 0, 0, "A", 0);
    CouponTerms other = off(11, CouponKind.FREE_SHIPPING, 0, 0, "B", 0);

    Basket priced = price(delivered(5000, List.of(one, other)));

    assertThat(priced.freightToPay()).isEqualTo(Money.ZERO);
    assertThat(priced.verdicts().get(1).problem()).isEqualTo(CouponProblem.NOTHING_TO_DISCOUNT);
  }

  @Example
  void a_shipping_coupon_is_part_of_the_best_once_another_coupon_ended_the_free_freight() {
    CouponTerms goods = off(10, CouponKind.NO_THRESHOLD, 0, 3000, null, 0);
    CouponTerms shipping = off(11, CouponKind.FREE_SHIPPING, 0, 0, null, 0);

    BestCoupons.Best found = bestOf(delivered(10000, List.of(goods, shipping)));

    assertThat(found.coupons()).containsExactlyInAnyOrder(goods.couponId(), shipping.couponId());
    assertThat(found.total().fen()).isEqualTo(7000);
  }

  @Example
  void no_coupon_is_best_when_none_makes_it_cheaper() {
    CouponTerms used =
        coupon(10, CouponKind.NO_THRESHOLD, 0, 1000, 0, null, Set.of(), CouponStatus.USED);

    BestCoupons.Best found = bestOf(delivered(10000, List.of(used)));

    assertThat(found.coupons()).isEmpty();
    assertThat(found.total().fen()).isEqualTo(10000);
  }

  @Property(tries = 200)
  void no_pair_of_coupons_beats_the_best(@ForAll("wallets") List<CouponTerms> wallet) {
    Basket basket = delivered(15000, wallet);

    Money found = bestOf(basket).total();

    for (CouponTerms one : wallet) {
      for (CouponTerms other : wallet) {
        assertThat(
                price(basket.choosing(new HashSet<>(List.of(one.couponId(), other.couponId()))))
                    .total())
            .isGreaterThanOrEqualTo(found);
      }
    }
    List<UUID> ids = bestOf(basket).coupons();
    assertThat(price(basket.choosing(Set.copyOf(ids))).total()).isEqualTo(found);
  }

  @Property(tries = 100)
  void what_several_coupons_take_off_adds_up_to_the_fen(
      @ForAll("wallets") List<CouponTerms> wallet) {
    Basket priced = price(delivered(15001, wallet));

    Money taken =
        priced.verdicts().stream()
            .filter(verdict -> verdict.isUsable() && verdict.applied())
            .filter(verdict -> verdict.coupon().kind() != CouponKind.FREE_SHIPPING)
            .map(CouponVerdict::discount)
            .reduce(Money.ZERO, Money::plus);
    assertThat(priced.amount(PricingPhase.GOODS_COUPON)).isEqualTo(taken);
    assertThat(priced.total().isNegative()).isFalse();
    assertThat(
            priced.verdicts().stream()
                .filter(verdict -> verdict.isUsable() && verdict.applied())
                .map(verdict -> verdict.coupon().stacking().group()))
        .doesNotHaveDuplicates();
  }

  /** Up to 3 of each of two groups on goods, and up to 2 on freight. */
  @Provide
  Arbitrary<List<CouponTerms>> wallets() {
    Arbitrary<CouponTerms> goods =
        Combinators.combine(
                Arbitraries.integers().between(10, 500),
                Arbitraries.of(
                    CouponKind.FIXED_OFF, CouponKind.NO_THRESHOLD, CouponKind.PERCENT_OFF),
                Arbitraries.integers().between(0, 20000),
                Arbitraries.integers().between(1, 40),
                Arbitraries.of("GOODS", "BRAND"),
                Arbitraries.integers().between(0, 3))
            .as(
                (number, kind, threshold, amount, group, priority) ->
                    off(
                        number,
                        kind,
                        kind == CouponKind.NO_THRESHOLD ? 0 : threshold,
                        kind == CouponKind.PERCENT_OFF ? amount : amount * 100,
                        group,
                        priority));
    Arbitrary<CouponTerms> shipping =
        Arbitraries.integers()
            .between(501, 600)
            .map(number -> off(number, CouponKind.FREE_SHIPPING, 0, 0, null, 0));
    return Combinators.combine(
            goods.list().ofMaxSize(5).uniqueElements(CouponTerms::couponId),
            shipping.list().ofMaxSize(2).uniqueElements(CouponTerms::couponId))
        .as(
            (some, more) -> {
              List<CouponTerms> wallet = new ArrayList<>(some);
              wallet.addAll(more);
              return wallet;
            });
  }

  private BestCoupons.Best bestOf(Basket basket) {
    return pricing.beforeCoupons(basket).chain(best::among).await().atMost(Duration.ofSeconds(30));
  }

  private static Basket delivered(long fen, List<CouponTerms> coupons) {
    return basket(List.of(line(1, fen, null, 1)), coupons, 0, 0, DeliveryKind.DELIVERY);
  }

  private static CouponTerms off(
      int number, CouponKind kind, long threshold, long amount, String group, int priority) {
    boolean percent = kind == CouponKind.PERCENT_OFF;
    CouponTerms terms =
        coupon(
            number,
            kind,
            threshold,
            percent ? 0 : amount,
            percent ? (int) amount : 0,
            null,
            Set.of(),
            CouponStatus.ISSUED);
    return new CouponTerms(
        terms.couponId(),
        terms.name(),
        kind,
        terms.threshold(),
        terms.amountOff(),
        terms.percentOff(),
        null,
        Set.of(),
        terms.validFrom(),
        terms.validTo(),
        terms.status(),
        CouponStacking.of(kind, group, priority),
        Set.of());
  }
}

package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any price. */
class PricingPropertyTest extends PricingScenario {

  @Property
  void what_lines_lose_is_exactly_the_discount_and_nothing_becomes_negative(
      @ForAll("baskets") Basket basket) {
    Basket priced = price(basket);

    Money ofSteps =
        priced
            .amount(PricingPhase.MEMBER_PRICE)
            .plus(priced.amount(PricingPhase.GOODS_COUPON))
            .plus(priced.amount(PricingPhase.POINTS));
    assertThat(priced.discount()).isEqualTo(ofSteps);
    assertThat(priced.goods().minus(ofSteps)).isEqualTo(priced.remaining());
    assertThat(priced.lines()).noneMatch(line -> line.remaining().isNegative());
    assertThat(priced.lines())
        .allMatch(line -> line.discounts().values().stream().noneMatch(Money::isNegative));
    assertThat(priced.freightToPay()).isGreaterThanOrEqualTo(Money.ZERO);
    assertThat(priced.total()).isEqualTo(priced.remaining().plus(priced.freightToPay()));
  }

  @Property
  void an_applied_coupon_takes_off_what_its_verdict_says(@ForAll("baskets") Basket basket) {
    Basket priced = price(basket);

    Money goods =
        priced.verdicts().stream()
            .filter(verdict -> verdict.applied() && verdict.isUsable())
            .filter(verdict -> verdict.coupon().kind() != CouponKind.FREE_SHIPPING)
            .map(CouponVerdict::discount)
            .reduce(Money.ZERO, Money::plus);
    assertThat(priced.amount(PricingPhase.GOODS_COUPON)).isEqualTo(goods);
    assertThat(priced.verdicts()).hasSameSizeAs(basket.coupons());
    assertThat(priced.verdicts())
        .filteredOn(verdict -> verdict.problem() == CouponProblem.THRESHOLD_NOT_MET)
        .allMatch(verdict -> verdict.missing().compareTo(Money.ZERO) > 0);
    assertThat(priced.verdicts())
        .filteredOn(CouponVerdict::isUsable)
        .allMatch(verdict -> verdict.discount().compareTo(Money.ZERO) > 0);
  }

  @Property
  void points_pay_at_most_half_of_the_goods_and_none_of_the_freight(
      @ForAll("baskets") Basket basket) {
    Basket priced = price(basket);

    long beforePoints = priced.remaining().plus(priced.amount(PricingPhase.POINTS)).fen();
    assertThat(priced.amount(PricingPhase.POINTS).fen()).isEqualTo(priced.pointsUsed());
    assertThat(priced.pointsUsed())
        .isBetween(0L, Math.min(basket.pointsWanted(), beforePoints / 2));
  }

  @Property
  void amounts_beyond_the_api_are_refused_and_never_wrap(@ForAll("hugeBaskets") Basket basket) {
    assertThatThrownBy(() -> price(basket))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("AMOUNT_TOO_LARGE"));
  }

  @Provide
  Arbitrary<Basket> baskets() {
    return lines(1, 2_000_000, 20)
        .flatMap(
            lines ->
                Combinators.combine(
                        coupons().list().ofMaxSize(4).uniqueElements(CouponTerms::couponId),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.longs().between(0, Integer.MAX_VALUE),
                        Arbitraries.of(DeliveryKind.class))
                    .as(
                        (coupons, tier, points, delivery) ->
                            basket(lines, coupons, points, tier, delivery)));
  }

  @Provide
  Arbitrary<Basket> hugeBaskets() {
    return lines(Integer.MAX_VALUE / 2, Integer.MAX_VALUE, 999)
        .filter(lines -> lines.stream().mapToLong(l -> l.goods().fen()).sum() > Integer.MAX_VALUE)
        .map(lines -> basket(lines, List.of(), 0));
  }
}

package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.catalog.SkuTerms;
import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponStatus;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PricingTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final UUID[] PRODUCTS = {id(1), id(2), id(3)};

  private final Pricing pricing = new Pricing(steps(new FixedConfig()));

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
            List.of());

    assertThat(price(chain).total().fen()).isEqualTo(9000);
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

  private static Arbitrary<List<BasketLine>> lines(int minFen, int maxFen, int maxQuantity) {
    Arbitrary<Long> price = Arbitraries.longs().between(minFen, maxFen);
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            price,
            price.injectNull(0.5),
            Arbitraries.integers().between(1, maxQuantity))
        .as(PricingTest::line)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Arbitrary<CouponTerms> coupons() {
    return Combinators.combine(
            Arbitraries.integers().between(10, 99),
            Arbitraries.of(CouponKind.class),
            Arbitraries.longs().between(0, 3_000_000),
            Arbitraries.longs().between(1, 3_000_000),
            Arbitraries.integers().between(1, 99),
            Arbitraries.longs().between(1, 100_000).injectNull(0.5),
            Arbitraries.of(
                List.<Set<UUID>>of(
                    Set.of(), Set.of(PRODUCTS[0]), Set.of(PRODUCTS[1], PRODUCTS[2]))),
            Arbitraries.of(CouponStatus.class))
        .as(PricingTest::coupon);
  }

  private Basket price(Basket basket) {
    return pricing.price(basket).await().atMost(Duration.ofSeconds(10));
  }

  private static Basket basket(List<BasketLine> lines, List<CouponTerms> coupons, long points) {
    return basket(lines, coupons, points, 0, DeliveryKind.PICK_UP);
  }

  private static Basket basket(
      List<BasketLine> lines,
      List<CouponTerms> coupons,
      long points,
      int tierDiscountPercent,
      DeliveryKind delivery) {
    return new Basket(
        false,
        tierDiscountPercent,
        lines,
        delivery,
        coupons,
        coupons.stream().map(CouponTerms::couponId).collect(Collectors.toSet()),
        points,
        NOW,
        Money.ZERO,
        Money.ZERO,
        0,
        0,
        List.of());
  }

  private static BasketLine line(int product, long priceFen, Long memberPriceFen, int quantity) {
    Long memberPrice = memberPriceFen == null ? null : Math.min(memberPriceFen, priceFen);
    SkuTerms sku =
        new SkuTerms(
            UUID.randomUUID(),
            PRODUCTS[product - 1],
            "葡萄",
            "2 斤装",
            null,
            Money.ofFen(priceFen),
            memberPrice == null ? null : Money.ofFen(memberPrice),
            true,
            false);
    return BasketLine.of(sku, quantity, sku.price());
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

  private static CouponTerms coupon(
      int number,
      CouponKind kind,
      long thresholdFen,
      long amountFen,
      int percent,
      Long capFen,
      Set<UUID> products,
      CouponStatus status) {
    return new CouponTerms(
        id(number),
        "券",
        kind,
        Money.ofFen(thresholdFen),
        Money.ofFen(amountFen),
        percent,
        capFen == null ? null : Money.ofFen(capFen),
        products,
        NOW.minusSeconds(60),
        NOW.plusSeconds(60),
        status);
  }

  private static UUID id(int number) {
    return new UUID(0, number);
  }

  private static List<PricingStep> steps(OrderConfig config) {
    List<PricingStep> steps =
        List.of(
            new PointsStep(config),
            new ShippingCouponStep(),
            new FreightStep(config),
            new GoodsCouponStep(),
            new MemberPriceStep());
    assertThat(IntStream.range(0, steps.size()).mapToObj(i -> steps.get(i).phase()))
        .as("given in the wrong order on purpose")
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    return steps;
  }

  private static final class FixedConfig implements OrderConfig {
    @Override
    public Duration paymentWindow() {
      return Duration.ofMinutes(15);
    }

    @Override
    public int pointsSharePercent() {
      return 50;
    }

    @Override
    public long freightFen() {
      return 800;
    }

    @Override
    public long freeFreightFromFen() {
      return 9900;
    }
  }
}

package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.catalog.SkuTerms;
import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponStacking;
import io.siyu.coupon.CouponStatus;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
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

/** Baskets to price, with the steps of pricing given in the wrong order on purpose. */
abstract class PricingScenario {

  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  static final UUID[] PRODUCTS = {id(1), id(2), id(3)};

  final Pricing pricing = new Pricing(steps(new FixedConfig()));

  static Arbitrary<List<BasketLine>> lines(int minFen, int maxFen, int maxQuantity) {
    Arbitrary<Long> price = Arbitraries.longs().between(minFen, maxFen);
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            price,
            price.injectNull(0.5),
            Arbitraries.integers().between(1, maxQuantity))
        .as(PricingScenario::line)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  static Arbitrary<CouponTerms> coupons() {
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
        .as(PricingScenario::coupon);
  }

  Basket price(Basket basket) {
    return pricing.price(basket).await().atMost(Duration.ofSeconds(30));
  }

  static Basket basket(List<BasketLine> lines, List<CouponTerms> coupons, long points) {
    return basket(lines, coupons, points, 0, DeliveryKind.PICK_UP);
  }

  static Basket basket(
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
        List.of(),
        BundlePlan.NONE);
  }

  static BasketLine line(int product, long priceFen, Long memberPriceFen, int quantity) {
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

  static CouponTerms coupon(
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
        status,
        CouponStacking.of(kind, null, null),
        Set.of());
  }

  static UUID id(int number) {
    return new UUID(0, number);
  }

  static List<PricingStep> steps(OrderConfig config) {
    List<PricingStep> steps =
        List.of(
            new PointsStep(config),
            new ShippingCouponStep(),
            new FreightStep(config),
            new GoodsCouponStep(),
            new BundleStep(),
            new MemberPriceStep());
    assertThat(IntStream.range(0, steps.size()).mapToObj(i -> steps.get(i).phase()))
        .as("given in the wrong order on purpose")
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    return steps;
  }

  static final class FixedConfig implements OrderConfig {
    @Override
    public Duration paymentWindow() {
      return Duration.ofMinutes(15);
    }

    @Override
    public Duration completeAfter() {
      return Duration.ofDays(10);
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

package io.siyu.order;

import io.siyu.catalog.Bundles;
import io.siyu.catalog.CatalogService;
import io.siyu.catalog.SkuTerms;
import io.siyu.coupon.CouponTerms;
import io.siyu.coupon.CouponUse;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.TierService;
import io.siyu.member.TierTerms;
import io.siyu.points.PointsQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Gathers what prices depend on. */
@ApplicationScoped
class Baskets {

  private final CatalogService catalog;
  private final Bundles bundles;
  private final TierService tiers;
  private final CouponUse coupons;
  private final PointsQueries points;
  private final Clock clock;

  Baskets(
      CatalogService catalog,
      Bundles bundles,
      TierService tiers,
      CouponUse coupons,
      PointsQueries points,
      Clock clock) {
    this.catalog = catalog;
    this.bundles = bundles;
    this.tiers = tiers;
    this.coupons = coupons;
    this.points = points;
    this.clock = clock;
  }

  /**
   * The basket of an order to be, with its chosen coupons alone.
   *
   * @throws RequestFailure NOT_FOUND for an unknown SKU and for a coupon that is not the member's
   * @throws Refusal NOT_FOR_SALE
   */
  Uni<Basket> of(NewOrder order) {
    return chosen(order).chain(terms -> basket(order, terms));
  }

  /**
   * As {@link #of}, with every coupon that the member has to use, now or later, to be judged as
   * well, and with no more points wanted than the member has.
   */
  Uni<Basket> withWallet(NewOrder order) {
    return chosen(order)
        .chain(
            chosen ->
                coupons
                    .wallet(order.member())
                    .map(
                        usable -> {
                          Set<UUID> known = new HashSet<>(order.couponIds());
                          List<CouponTerms> all = new ArrayList<>(chosen);
                          usable.stream()
                              .filter(coupon -> known.add(coupon.couponId()))
                              .forEach(all::add);
                          return all;
                        }))
        .chain(terms -> basket(order, terms))
        .chain(basket -> withinBalance(order, basket));
  }

  private Uni<Basket> withinBalance(NewOrder order, Basket basket) {
    return order.points() == 0
        ? Uni.createFrom().item(basket)
        : points.balance(order.member()).map(basket::wantingAtMost);
  }

  private Uni<List<CouponTerms>> chosen(NewOrder order) {
    if (order.couponIds().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return coupons
        .terms(order.member(), order.couponIds())
        .invoke(
            terms -> {
              if (terms.size() < Set.copyOf(order.couponIds()).size()) {
                throw RequestFailure.notFound("Coupon");
              }
            });
  }

  private Uni<Basket> basket(NewOrder order, List<CouponTerms> terms) {
    List<UUID> skuIds = order.lines().stream().map(NewOrderLine::skuId).toList();
    return catalog
        .skus(skuIds)
        .call(skus -> requireShown(order, skus.values()))
        .map(skus -> lines(order, skus))
        .chain(
            lines ->
                tiers
                    .tierOf(order.member())
                    .chain(
                        tier ->
                            bundles(order, lines)
                                .map(plan -> basket(order, lines, terms, tier, plan))));
  }

  private Uni<BundlePlan> bundles(NewOrder order, List<BasketLine> lines) {
    if (order.source() != OrderSource.SHOP) {
      return Uni.createFrom().item(BundlePlan.NONE);
    }
    return bundles
        .running(order.member(), lines.stream().map(line -> line.sku().productId()).toList())
        .map(BundlePlan::of);
  }

  private Basket basket(
      NewOrder order,
      List<BasketLine> lines,
      List<CouponTerms> terms,
      TierTerms tier,
      BundlePlan plan) {
    return new Basket(
        order.source() != OrderSource.SHOP,
        tier.memberPriceDiscountPercent(),
        lines,
        order.delivery().kind(),
        terms,
        Set.copyOf(order.couponIds()),
        order.points(),
        clock.instant(),
        Money.ZERO,
        Money.ZERO,
        0,
        0,
        List.of(),
        plan);
  }

  /** Chains and campaigns have audiences of their own. */
  private Uni<Void> requireShown(NewOrder order, Collection<SkuTerms> skus) {
    List<UUID> limited = skus.stream().filter(SkuTerms::limited).map(SkuTerms::skuId).toList();
    if (order.source() != OrderSource.SHOP || limited.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return catalog
        .hiddenFrom(order.member(), limited)
        .invoke(
            hidden -> {
              if (!hidden.isEmpty()) {
                throw notForSale(hidden.iterator().next());
              }
            })
        .replaceWithVoid();
  }

  /** The same for what is off sale and what is for others: that tells nobody what there is. */
  private static Refusal notForSale(UUID sku) {
    return Refusal.of(
            OrderErrorCode.NOT_FOR_SALE,
            "An item is not for sale any more. Take it out of the basket.",
            "input",
            "items")
        .with("skuId", sku);
  }

  private static List<BasketLine> lines(NewOrder order, Map<UUID, SkuTerms> skus) {
    List<BasketLine> lines = new ArrayList<>();
    for (NewOrderLine line : order.lines()) {
      SkuTerms sku = skus.get(line.skuId());
      if (sku == null) {
        throw RequestFailure.notFound("SKU");
      }
      if (order.source() == OrderSource.SHOP && !sku.onSale()) {
        throw notForSale(sku.skuId());
      }
      lines.add(
          BasketLine.of(
              sku,
              line.quantity(),
              order.source() == OrderSource.SHOP ? sku.price() : line.unitPrice()));
    }
    return lines;
  }
}

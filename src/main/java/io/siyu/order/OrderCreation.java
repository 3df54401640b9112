package io.siyu.order;

import io.siyu.catalog.StockLine;
import io.siyu.catalog.StockService;
import io.siyu.community.CommunityService;
import io.siyu.coupon.CouponUse;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.payment.PaymentRequest;
import io.siyu.payment.PaymentService;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.points.PointsLedger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Creates orders: all or nothing. */
@ApplicationScoped
public class OrderCreation {

  /** Business type of points that pay a part of an order. */
  static final String POINTS_PAYMENT = "ORDER_PAYMENT";

  private final Database database;
  private final MemberDirectory members;
  private final CommunityService communities;
  private final Baskets baskets;
  private final BundleChoice bundles;
  private final Pricing pricing;
  private final CouponUse coupons;
  private final OrderCouponFigures figures;
  private final StockService stock;
  private final PointsLedger points;
  private final PaymentService payments;
  private final OrderPlacement placement;
  private final OrderPayments paid;
  private final OrderConfig config;
  private final Clock clock;
  private final CrashPoints crashPoints;

  OrderCreation(
      Database database,
      MemberDirectory members,
      CommunityService communities,
      Baskets baskets,
      BundleChoice bundles,
      Pricing pricing,
      CouponUse coupons,
      OrderCouponFigures figures,
      StockService stock,
      PointsLedger points,
      PaymentService payments,
      OrderPlacement placement,
      OrderPayments paid,
      OrderConfig config,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.members = members;
    this.communities = communities;
    this.baskets = baskets;
    this.bundles = bundles;
    this.pricing = pricing;
    this.coupons = coupons;
    this.figures = figures;
    this.stock = stock;
    this.points = points;
    this.payments = payments;
    this.placement = placement;
    this.paid = paid;
    this.config = config;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /**
   * Prices the order, holds its coupons, reserves its stock, takes its points and opens its
   * payment, all in the caller's transaction. An order that costs nothing is paid at once.
   *
   * @return the order's id
   * @throws Refusal with a code of {@link OrderErrorCode}
   */
  public Uni<UUID> create(NewOrder order) {
    if (order.source() != OrderSource.SHOP
        && (!order.couponIds().isEmpty() || order.points() > 0)) {
      throw new IllegalArgumentException("Only orders of the shop take coupons and points.");
    }
    UUID id = Ids.next();
    return database.transaction(
        () ->
            members
                .lock(order.member())
                .chain(() -> requireStore(order.delivery()))
                .chain(() -> baskets.of(order))
                .chain(bundles::settle)
                .chain(pricing::price)
                .invoke(OrderCreation::acceptChoices)
                .chain(basket -> place(id, order, basket))
                .replaceWith(id));
  }

  private Uni<Void> requireStore(DeliveryChoice delivery) {
    return delivery.storeId() == null
        ? Uni.createFrom().voidItem()
        : communities.requireStores(List.of(delivery.storeId()));
  }

  private Uni<Void> place(UUID id, NewOrder order, Basket basket) {
    Instant now = clock.instant();
    Instant payBy = order.payBy() == null ? now.plus(config.paymentWindow()) : order.payBy();
    return hold(id, order, basket, payBy)
        .invoke(() -> crashPoints.reach("order.afterHold"))
        .chain(() -> openPayment(id, order, basket, payBy))
        .chain(paymentId -> placement.insert(id, order, basket, paymentId, payBy, now))
        .chain(
            () ->
                basket.total().equals(Money.ZERO)
                    ? paid.settleFree(id)
                    : Uni.createFrom().voidItem())
        .invoke(() -> crashPoints.reach("order.beforeCommit"));
  }

  /**
   * In the order of locks: coupons, stock; the member is locked already, and the points with it.
   */
  private Uni<Void> hold(UUID id, NewOrder order, Basket basket, Instant payBy) {
    Uni<Void> held =
        order.couponIds().isEmpty()
            ? Uni.createFrom().voidItem()
            : coupons
                .hold(order.member(), order.couponIds(), id, payBy)
                .chain(() -> figures.expect(id, basket));
    if (!order.stockReserved()) {
      held = held.chain(() -> stock.reserve(stockOf(order)));
    }
    if (basket.pointsUsed() > 0) {
      held =
          held.chain(
              () ->
                  points.spend(order.member(), basket.pointsUsed(), POINTS_PAYMENT, id.toString()));
    }
    return held;
  }

  private Uni<UUID> openPayment(UUID id, NewOrder order, Basket basket, Instant payBy) {
    if (basket.total().equals(Money.ZERO)) {
      return Uni.createFrom().nullItem();
    }
    return payments.open(
        new PaymentRequest(
            id, order.member(), describe(basket), basket.total(), payBy, order.hotspot()));
  }

  /** What was chosen is taken as a whole or not at all; the quote told what would be possible. */
  private static void acceptChoices(Basket basket) {
    for (CouponVerdict verdict : basket.verdicts()) {
      if (verdict.applied() && !verdict.isUsable()) {
        throw Refusal.of(
                OrderErrorCode.COUPON_NOT_USABLE,
                "A coupon cannot be used for these goods. Choose another one, or order without it.",
                "input",
                "couponIds")
            .with("couponId", verdict.coupon().couponId())
            .with("couponProblem", verdict.problem());
      }
    }
    if (basket.pointsWanted() > basket.pointsUsed()) {
      throw Refusal.of(
              OrderErrorCode.POINTS_OVER_LIMIT,
              "At most " + basket.pointsLimit() + " points may pay for these goods.",
              "input",
              "points")
          .with("pointsLimit", basket.pointsLimit());
    }
  }

  private static List<StockLine> stockOf(NewOrder order) {
    return order.lines().stream()
        .map(line -> new StockLine(line.skuId(), line.quantity()))
        .toList();
  }

  private static String describe(Basket basket) {
    String first = basket.lines().get(0).sku().productName();
    int count = basket.lines().size();
    return count == 1 ? first : first + " 等" + count + "种商品";
  }
}

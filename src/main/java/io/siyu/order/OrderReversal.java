package io.siyu.order;

import io.siyu.catalog.StockLine;
import io.siyu.catalog.StockService;
import io.siyu.coupon.CouponUse;
import io.siyu.member.GrowthService;
import io.siyu.member.referral.InviteQualification;
import io.siyu.points.PointsLedger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Gives back what an order took from the member and the shop, in the order of locks. */
@ApplicationScoped
class OrderReversal {

  private final InviteQualification invites;
  private final CouponUse coupons;
  private final StockService stock;
  private final PointsLedger points;
  private final GrowthService growth;

  OrderReversal(
      InviteQualification invites,
      CouponUse coupons,
      StockService stock,
      PointsLedger points,
      GrowthService growth) {
    this.invites = invites;
    this.coupons = coupons;
    this.stock = stock;
    this.points = points;
    this.growth = growth;
  }

  /** Of an order that was never paid. */
  Uni<Void> release(OrderRow order, List<OrderLineRow> lines) {
    return coupons
        .release(order.id())
        .chain(() -> returnStock(order, lines))
        .chain(() -> giveBackPoints(order));
  }

  /**
   * Of a paid order. The points that it cost come back before those that it earned are taken, so
   * that they can repay each other.
   */
  Uni<Void> reverse(OrderRow order, List<OrderLineRow> lines) {
    return invites
        .orderRefunded(order.member(), order.id())
        .chain(() -> coupons.returnAfterRefund(order.id()))
        .chain(() -> returnStock(order, lines))
        .chain(() -> giveBackPoints(order))
        .chain(() -> points.reverse(order.member(), OrderRewards.BUSINESS, order.id().toString()))
        .chain(() -> growth.reverse(order.member(), OrderRewards.BUSINESS, order.id().toString()));
  }

  private Uni<Void> returnStock(OrderRow order, List<OrderLineRow> lines) {
    return order.holdsStock()
        ? stock.release(
            lines.stream().map(line -> new StockLine(line.skuId(), line.quantity())).toList())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> giveBackPoints(OrderRow order) {
    return order.pointsUsed() == 0
        ? Uni.createFrom().voidItem()
        : points.giveBack(order.member(), OrderCreation.POINTS_PAYMENT, order.id().toString());
  }
}

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
import java.util.UUID;

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
        .chain(() -> returnRest(order, lines))
        .chain(() -> giveBackPoints(order));
  }

  /**
   * Of a paid order, all that is left. The points that it cost come back before those that it
   * earned are taken, so that they can repay each other.
   */
  Uni<Void> reverse(OrderRow order, List<OrderLineRow> lines) {
    return invites
        .orderRefunded(order.member(), order.id())
        .chain(() -> coupons.returnAfterRefund(order.id()))
        .chain(() -> returnRest(order, lines))
        .chain(() -> giveBackPoints(order))
        .chain(() -> points.reverse(order.member(), OrderRewards.BUSINESS, order.id().toString()))
        .chain(() -> growth.reverse(order.member(), OrderRewards.BUSINESS, order.id().toString()));
  }

  /** Of a part of a paid order; what the rest earns is {@link OrderRewards}'s. */
  Uni<Void> reversePart(OrderRow order, UUID refundId, List<LineRefund> parts) {
    long pointsBack = parts.stream().mapToLong(LineRefund::points).sum();
    return returnStock(
            order,
            parts.stream()
                .filter(part -> part.quantity() > 0)
                .map(part -> new StockLine(part.line().skuId(), part.quantity()))
                .toList())
        .chain(
            () ->
                pointsBack == 0
                    ? Uni.createFrom().voidItem()
                    : points.giveBackPart(
                        order.member(),
                        OrderCreation.POINTS_PAYMENT,
                        order.id().toString(),
                        new PointsLedger.Part(OrderRewards.REFUND, refundId.toString()),
                        pointsBack));
  }

  private Uni<Void> returnRest(OrderRow order, List<OrderLineRow> lines) {
    return returnStock(
        order,
        lines.stream()
            .filter(line -> line.unitsLeft() > 0)
            .map(line -> new StockLine(line.skuId(), line.unitsLeft()))
            .toList());
  }

  private Uni<Void> returnStock(OrderRow order, List<StockLine> units) {
    return order.holdsStock() && !units.isEmpty()
        ? stock.release(units)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> giveBackPoints(OrderRow order) {
    return order.pointsUsed() == 0
        ? Uni.createFrom().voidItem()
        : points.giveBack(order.member(), OrderCreation.POINTS_PAYMENT, order.id().toString());
  }
}

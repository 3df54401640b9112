package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.member.GrowthService;
import io.siyu.member.MemberDirectory;
import io.siyu.member.TierService;
import io.siyu.points.PointsLedger;
import io.siyu.points.RuleEarnings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What an order earns: a point per full yuan of goods paid with money, times the tier's multiplier,
 * pending until the order completes; and a point of growth per full yuan at completion. Events may
 * come in any order and more than once, so every one of them brings the rewards to where the order
 * stands now: a refunded order earns nothing, and one that was refunded in part what the rest of it
 * earns, however late its payment's event comes.
 */
@ApplicationScoped
class OrderRewards {

  /** Business type of what an order earns. */
  static final String BUSINESS = "ORDER";

  /** Business type of what a refund of a part of an order undoes. */
  static final String REFUND = "ORDER_REFUND";

  private static final long FEN_PER_YUAN = 100;

  private final MemberDirectory members;
  private final OrderRepository orders;
  private final TierService tiers;
  private final RuleEarnings earnings;
  private final GrowthService growth;

  OrderRewards(
      MemberDirectory members,
      OrderRepository orders,
      TierService tiers,
      RuleEarnings earnings,
      GrowthService growth) {
    this.members = members;
    this.orders = orders;
    this.tiers = tiers;
    this.earnings = earnings;
    this.growth = growth;
  }

  /**
   * In the caller's transaction; the member's lock keeps a refund from coming in between. A member
   * who has left earns nothing.
   */
  Uni<Void> catchUp(UUID member, UUID orderId) {
    return members
        .lockEvenIfGone(member)
        .chain(there -> there ? catchUp(orderId) : Uni.createFrom().voidItem());
  }

  /**
   * A part of the order was given back: only what the rest earns stays. In the refund's own
   * transaction, once per refund; what was not earned yet is so, and reduced, by {@link #catchUp}.
   */
  Uni<Void> reduce(OrderRow order, UUID refundId) {
    return earned(order).chain(earned -> reduce(earned, refundId));
  }

  private Uni<Void> catchUp(UUID orderId) {
    return orders
        .get(orderId)
        .chain(
            order ->
                switch (order.status()) {
                  case PAID, READY_FOR_PICKUP, SHIPPED -> earned(order).chain(this::earn);
                  case COMPLETED -> earned(order).chain(this::complete);
                  case PENDING_PAYMENT, CANCELLED, REFUNDED -> Uni.createFrom().voidItem();
                });
  }

  private Uni<Earned> earned(OrderRow order) {
    return orders
        .lines(order.id())
        .map(
            lines ->
                new Earned(
                    order.member(),
                    order.id(),
                    fullYuan(lines, OrderLineRow::paid),
                    fullYuan(lines, OrderLineRow::left)));
  }

  private static long fullYuan(List<OrderLineRow> lines, Function<OrderLineRow, Money> amount) {
    return lines.stream().map(amount).reduce(Money.ZERO, Money::plus).fen() / FEN_PER_YUAN;
  }

  /** By what was paid first and reduced then, so that it counts for caps as if in time. */
  private Uni<Void> earn(Earned earned) {
    return tiers
        .tierOf(earned.member())
        .chain(
            tier ->
                earnings.purchase(
                    earned.member(),
                    earned.yuan(),
                    tier.pointsMultiplierPercent(),
                    BUSINESS,
                    earned.business()))
        .chain(() -> orders.lastRefund(earned.orderId()))
        .chain(
            refund -> refund == null ? Uni.createFrom().voidItem() : reducePoints(earned, refund));
  }

  private Uni<Void> complete(Earned earned) {
    return earn(earned)
        .chain(() -> earnings.activatePurchase(earned.member(), BUSINESS, earned.business()))
        .chain(() -> growth.add(earned.member(), earned.yuanLeft(), BUSINESS, earned.business()));
  }

  private Uni<Void> reduce(Earned earned, UUID refundId) {
    return reducePoints(earned, refundId)
        .chain(
            () ->
                growth.reverseAllBut(
                    earned.member(),
                    earned.yuanLeft(),
                    BUSINESS,
                    earned.business(),
                    REFUND,
                    refundId.toString()));
  }

  private Uni<Void> reducePoints(Earned earned, UUID refundId) {
    return earnings.purchaseReduced(
        earned.member(),
        earned.yuan(),
        earned.yuanLeft(),
        BUSINESS,
        earned.business(),
        new PointsLedger.Part(REFUND, refundId.toString()));
  }

  /**
   * @param yuan paid for goods
   * @param yuanLeft what of it was not given back
   */
  private record Earned(UUID member, UUID orderId, long yuan, long yuanLeft) {

    String business() {
      return orderId.toString();
    }
  }
}

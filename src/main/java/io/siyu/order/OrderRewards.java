package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.member.GrowthService;
import io.siyu.member.MemberDirectory;
import io.siyu.member.TierService;
import io.siyu.points.PointsLedger;
import io.siyu.points.RuleEarnings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * What an order earns: a point per full yuan of goods paid with money, times the tier's multiplier,
 * pending until the order completes; and a point of growth per full yuan at completion. Events may
 * come in any order and more than once, so every one of them brings the rewards to where the order
 * stands now: a refunded order earns nothing, however late its payment's event comes.
 */
@ApplicationScoped
class OrderRewards {

  /** Business type of what an order earns. */
  static final String BUSINESS = "ORDER";

  private static final long FEN_PER_YUAN = 100;

  private final MemberDirectory members;
  private final OrderRepository orders;
  private final TierService tiers;
  private final RuleEarnings earnings;
  private final PointsLedger points;
  private final GrowthService growth;

  OrderRewards(
      MemberDirectory members,
      OrderRepository orders,
      TierService tiers,
      RuleEarnings earnings,
      PointsLedger points,
      GrowthService growth) {
    this.members = members;
    this.orders = orders;
    this.tiers = tiers;
    this.earnings = earnings;
    this.points = points;
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

  private Uni<Void> catchUp(UUID orderId) {
    return orders
        .get(orderId)
        .chain(
            order ->
                switch (order.status()) {
                  case PAID, READY_FOR_PICKUP, SHIPPED -> fullYuan(order).chain(this::earn);
                  case COMPLETED -> fullYuan(order).chain(this::complete);
                  case PENDING_PAYMENT, CANCELLED, REFUNDED -> Uni.createFrom().voidItem();
                });
  }

  private Uni<Earned> fullYuan(OrderRow order) {
    return orders
        .lines(order.id())
        .map(
            lines -> {
              Money goods = lines.stream().map(OrderLineRow::paid).reduce(Money.ZERO, Money::plus);
              return new Earned(order.member(), order.id().toString(), goods.fen() / FEN_PER_YUAN);
            });
  }

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
                    earned.orderId()))
        .replaceWithVoid();
  }

  private Uni<Void> complete(Earned earned) {
    return earn(earned)
        .chain(() -> points.activate(earned.member(), BUSINESS, earned.orderId()))
        .chain(() -> growth.add(earned.member(), earned.yuan(), BUSINESS, earned.orderId()));
  }

  private record Earned(UUID member, String orderId, long yuan) {}
}

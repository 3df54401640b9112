package io.siyu.order;

import io.siyu.coupon.CouponUse;
import io.siyu.member.MemberDirectory;
import io.siyu.payment.PaidPayment;
import io.siyu.payment.PaymentListener;
import io.siyu.platform.event.Events;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What happens to an order when its money comes, and when its refunds are through. */
@ApplicationScoped
class OrderPayments implements PaymentListener {

  private static final Logger LOG = Logger.getLogger(OrderPayments.class);

  private final MemberDirectory members;
  private final OrderRepository orders;
  private final PaidOrderRows rows;
  private final OrderRefunds refunds;
  private final CouponUse coupons;
  private final Events events;
  private final OrderParticipants participants;
  private final Clock clock;

  OrderPayments(
      MemberDirectory members,
      OrderRepository orders,
      PaidOrderRows rows,
      OrderRefunds refunds,
      CouponUse coupons,
      Events events,
      OrderParticipants participants,
      Clock clock) {
    this.members = members;
    this.orders = orders;
    this.rows = rows;
    this.refunds = refunds;
    this.coupons = coupons;
    this.events = events;
    this.participants = participants;
    this.clock = clock;
  }

  /**
   * The member's lock is enough: whatever changes an order takes it first. Money comes and goes for
   * members who have left, too.
   */
  @Override
  public Uni<Void> lock(Collection<UUID> payers) {
    return members.lockAllEvenIfGone(payers);
  }

  @Override
  public Uni<Void> paid(List<PaidPayment> paid) {
    return rows.pay(
            paid.stream().map(PaidPayment::orderId).toList(),
            paid.stream().map(PaidPayment::paidAt).toList(),
            clock.instant())
        .chain(moved -> unexpected(paid, moved).chain(() -> settle(moved)));
  }

  /** Money for orders that did not wait for it; first, as the hottest rows are locked last. */
  private Uni<Void> unexpected(List<PaidPayment> paid, List<PaidOrderRows.Moved> moved) {
    Map<UUID, Instant> others = new LinkedHashMap<>();
    paid.forEach(payment -> others.putIfAbsent(payment.orderId(), payment.paidAt()));
    moved.forEach(order -> others.remove(order.id()));
    List<OrderRow> late = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (UUID id : others.keySet()) {
      all =
          all.chain(() -> orders.get(id))
              .chain(order -> unexpected(order).invoke(goesBack -> addIf(goesBack, order, late)))
              .replaceWithVoid();
    }
    return all.chain(() -> participants.lateMoney(late, others));
  }

  private static void addIf(boolean goesBack, OrderRow order, List<OrderRow> late) {
    if (goesBack) {
      late.add(order);
    }
  }

  /**
   * @return whether its money goes back
   */
  private Uni<Boolean> unexpected(OrderRow order) {
    return switch (order.status()) {
      case PENDING_PAYMENT ->
          throw new IllegalStateException("The order changed without its member's lock.");
      case CANCELLED -> refunds.refundLateMoney(order);
      case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED, REFUNDED -> {
        LOG.errorf("Order %s was paid before; look into it.", order.id());
        yield Uni.createFrom().item(false);
      }
    };
  }

  @Override
  public Uni<Void> refundSettled(UUID orderId, UUID refundId, boolean succeeded) {
    if (!succeeded) {
      LOG.errorf("The gateway refused refund %s of order %s.", refundId, orderId);
    }
    return orders.settleRefund(refundId, succeeded ? RefundMoney.SUCCEEDED : RefundMoney.REFUSED);
  }

  @Override
  public Uni<Void> refundAskedAgain(UUID orderId, UUID refundId) {
    return orders.reopenRefund(refundId);
  }

  /** An order that costs nothing is paid by its creation. */
  Uni<Void> settleFree(UUID orderId) {
    return orders
        .get(orderId)
        .chain(order -> rows.pay(List.of(orderId), List.of(order.createdAt()), clock.instant()))
        .chain(this::settle);
  }

  private Uni<Void> settle(List<PaidOrderRows.Moved> moved) {
    if (moved.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return useCoupons(moved)
        .chain(() -> events.publishAll(moved.stream().map(PaidOrderRows.Moved::event).toList()))
        .chain(() -> participants.paid(moved.stream().map(PaidOrderRows.Moved::order).toList()));
  }

  /** Only orders of the shop have any. */
  private Uni<Void> useCoupons(List<PaidOrderRows.Moved> moved) {
    List<UUID> shop =
        moved.stream()
            .filter(order -> order.event().source() == OrderSource.SHOP)
            .map(PaidOrderRows.Moved::id)
            .toList();
    return shop.isEmpty() ? Uni.createFrom().voidItem() : coupons.use(shop);
  }

  static OrderLineAmount amount(OrderLineRow line) {
    return new OrderLineAmount(
        line.id(), line.skuId(), line.productId(), line.quantity(), line.paid().fen());
  }
}

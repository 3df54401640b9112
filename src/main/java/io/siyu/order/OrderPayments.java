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
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What happens to an order when its money comes, and when its refunds are through. */
@ApplicationScoped
class OrderPayments implements PaymentListener {

  private static final Logger LOG = Logger.getLogger(OrderPayments.class);

  private final MemberDirectory members;
  private final OrderRepository orders;
  private final OrderRefunds refunds;
  private final CouponUse coupons;
  private final Events events;
  private final OrderParticipants participants;
  private final Clock clock;

  OrderPayments(
      MemberDirectory members,
      OrderRepository orders,
      OrderRefunds refunds,
      CouponUse coupons,
      Events events,
      OrderParticipants participants,
      Clock clock) {
    this.members = members;
    this.orders = orders;
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
  public Uni<Void> lock(UUID payer, UUID orderId) {
    return members.lockEvenIfGone(payer).replaceWithVoid();
  }

  @Override
  public Uni<Void> paid(PaidPayment paid) {
    return orders
        .get(paid.orderId())
        .chain(
            order ->
                switch (order.status()) {
                  case PENDING_PAYMENT -> markPaid(order, paid.paidAt());
                  case CANCELLED -> refunds.refundLateMoney(order);
                  case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED, REFUNDED -> {
                    LOG.errorf("Order %s was paid before; look into it.", order.id());
                    yield Uni.createFrom().voidItem();
                  }
                });
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
    return orders.get(orderId).chain(order -> markPaid(order, order.createdAt()));
  }

  private Uni<Void> markPaid(OrderRow order, Instant paidAt) {
    return orders
        .moveSurely(order.id(), OrderStatus.PAID, "PAID", paidAt, clock.instant())
        .chain(() -> coupons.use(order.id()))
        .chain(() -> orders.lines(order.id()))
        .chain(lines -> events.publish(event(order, paidAt, lines)))
        .chain(() -> participants.paid(order, paidAt));
  }

  private static OrderPaid event(OrderRow order, Instant paidAt, List<OrderLineRow> lines) {
    return new OrderPaid(
        order.id(),
        order.member(),
        order.source(),
        order.sourceId(),
        order.total().fen(),
        order.freight().fen(),
        paidAt,
        lines.stream().map(OrderPayments::amount).toList());
  }

  static OrderLineAmount amount(OrderLineRow line) {
    return new OrderLineAmount(
        line.id(), line.skuId(), line.productId(), line.quantity(), line.paid().fen());
  }
}

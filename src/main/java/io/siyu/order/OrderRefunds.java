package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.payment.RefundService;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.event.Events;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Refunds orders, whole or in part. Local value is reversed at once; the money follows. */
@ApplicationScoped
public class OrderRefunds {

  private static final String WHOLE = "WHOLE";
  private static final String LATE = "LATE_PAYMENT";

  /** What the payer reads in WeChat. */
  private static final String REASON = "订单退款";

  private final Database database;
  private final MemberDirectory members;
  private final OrderRepository orders;
  private final RefundService refunds;
  private final OrderReversal reversal;
  private final OrderRewards rewards;
  private final OrderParticipants participants;
  private final Events events;
  private final Clock clock;

  OrderRefunds(
      Database database,
      MemberDirectory members,
      OrderRepository orders,
      RefundService refunds,
      OrderReversal reversal,
      OrderRewards rewards,
      OrderParticipants participants,
      Events events,
      Clock clock) {
    this.database = database;
    this.members = members;
    this.orders = orders;
    this.refunds = refunds;
    this.reversal = reversal;
    this.rewards = rewards;
    this.participants = participants;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Refunds what is left of the order and reverses all local value, in the caller's transaction;
   * the money follows by the outbox. Repeating it changes nothing, and so does a cancelled order:
   * money that comes late for one is refunded by itself.
   *
   * @param cause for the order's log, at most 60 characters
   * @throws Refusal NOT_REFUNDABLE while it waits for its payment: cancel it instead
   */
  public Uni<Void> refundWhole(UUID orderId, String cause) {
    return database.transaction(
        () ->
            locked(orderId)
                .chain(
                    order ->
                        switch (order.status()) {
                          case PENDING_PAYMENT -> throw notPaid();
                          case CANCELLED, REFUNDED -> Uni.createFrom().voidItem();
                          case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED ->
                              refundNow(order, cause);
                        }));
  }

  /**
   * Gives back a part of the money, and takes back what that part earned, in the caller's
   * transaction. The same key again changes nothing, and so does a refunded order.
   *
   * @param refundKey unique per order, at most 80 characters
   * @param amount more than nothing
   * @param cause at most 60 characters
   * @throws Refusal REFUND_EXCEEDS_PAID when less is left, NOT_REFUNDABLE when it was never paid
   */
  public Uni<Void> refundPart(UUID orderId, String refundKey, Money amount, String cause) {
    if (amount.fen() <= 0) {
      throw new IllegalArgumentException("A refund gives something back.");
    }
    return database.transaction(
        () ->
            locked(orderId)
                .chain(
                    order ->
                        switch (order.status()) {
                          case PENDING_PAYMENT, CANCELLED -> throw notPaid();
                          case REFUNDED -> Uni.createFrom().voidItem();
                          case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED ->
                              refundSome(order, refundKey, amount, cause);
                        }));
  }

  /** Money for an order that was given up before: kept by nobody, sent back whole. */
  Uni<Void> refundLateMoney(OrderRow order) {
    UUID refundId = Ids.next();
    return orders
        .addRefund(refundId, order.id(), LATE, order.total(), LATE, clock.instant())
        .chain(
            added ->
                added
                    ? orders
                        .takeRefund(order.id(), order.total())
                        .chain(() -> request(order, refundId, order.total()))
                    : Uni.createFrom().voidItem());
  }

  private Uni<OrderRow> locked(UUID orderId) {
    return orders
        .get(orderId)
        .chain(order -> members.lockEvenIfGone(order.member()))
        .chain(() -> orders.get(orderId));
  }

  private Uni<Void> refundNow(OrderRow order, String cause) {
    UUID refundId = Ids.next();
    Instant now = clock.instant();
    Money rest = order.total().minus(order.refunded());
    return orders
        .lines(order.id())
        .chain(
            lines ->
                orders
                    .moveSurely(order.id(), OrderStatus.REFUNDED, cause, null, now)
                    .chain(() -> orders.refundLines(order.id()))
                    .chain(() -> reversal.reverse(order, lines))
                    .chain(() -> orders.addRefund(refundId, order.id(), WHOLE, rest, cause, now))
                    .chain(() -> request(order, refundId, rest))
                    .chain(
                        () ->
                            events.publish(
                                event(order, refundId, rest, true, now, amountsLeft(lines)))))
        .chain(() -> participants.refunded(order));
  }

  private Uni<Void> refundSome(OrderRow order, String key, Money amount, String cause) {
    UUID refundId = Ids.next();
    Instant now = clock.instant();
    return orders
        .addRefund(refundId, order.id(), key, amount, cause, now)
        .chain(
            added ->
                added
                    ? orders
                        .takeRefund(order.id(), amount)
                        .invoke(OrderRefunds::refuseUnlessTaken)
                        .chain(() -> request(order, refundId, amount))
                        .chain(() -> spread(order, refundId, amount, now))
                        .chain(() -> rewards.reduce(order, refundId))
                    : Uni.createFrom().voidItem());
  }

  /** Over the lines by what is left of them; what exceeds them is freight. */
  private Uni<Void> spread(OrderRow order, UUID refundId, Money amount, Instant now) {
    return orders
        .lines(order.id())
        .chain(
            lines -> {
              List<Money> left = lines.stream().map(OrderLineRow::left).toList();
              Money sum = left.stream().reduce(Money.ZERO, Money::plus);
              Money ofLines = amount.compareTo(sum) < 0 ? amount : sum;
              List<Money> parts = Allocation.of(ofLines, left);
              List<OrderLineAmount> amounts = new ArrayList<>();
              Uni<Void> all = Uni.createFrom().voidItem();
              for (int i = 0; i < lines.size(); i++) {
                OrderLineRow line = lines.get(i);
                Money part = parts.get(i);
                amounts.add(amount(line, part));
                all = all.chain(() -> orders.takeLineRefund(line.id(), part));
              }
              return all.chain(
                  () -> events.publish(event(order, refundId, amount, false, now, amounts)));
            });
  }

  private Uni<Void> request(OrderRow order, UUID refundId, Money amount) {
    return amount.equals(Money.ZERO)
        ? Uni.createFrom().voidItem()
        : refunds.request(order.paymentId(), refundId, amount, REASON);
  }

  private static OrderRefunded event(
      OrderRow order,
      UUID refundId,
      Money amount,
      boolean whole,
      Instant now,
      List<OrderLineAmount> lines) {
    return new OrderRefunded(
        order.id(),
        order.member(),
        order.source(),
        order.sourceId(),
        refundId,
        whole,
        amount.fen(),
        now,
        lines);
  }

  private static List<OrderLineAmount> amountsLeft(List<OrderLineRow> lines) {
    return lines.stream().map(line -> amount(line, line.left())).toList();
  }

  private static OrderLineAmount amount(OrderLineRow line, Money amount) {
    return new OrderLineAmount(
        line.id(), line.skuId(), line.productId(), line.quantity(), amount.fen());
  }

  private static void refuseUnlessTaken(boolean taken) {
    if (!taken) {
      throw Refusal.of(
          OrderErrorCode.REFUND_EXCEEDS_PAID, "More would be given back than was paid.");
    }
  }

  private static Refusal notPaid() {
    return Refusal.of(
        OrderErrorCode.NOT_REFUNDABLE, "The order is not paid; cancel it instead.", "orderId");
  }
}

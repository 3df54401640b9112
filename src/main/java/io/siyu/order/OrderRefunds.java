package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.payment.RefundService;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.event.Events;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private final LineRefunds lineRefunds;
  private final RefundRequestRows requests;
  private final OrderReversal reversal;
  private final OrderRewards rewards;
  private final OrderParticipants participants;
  private final Events events;
  private final Clock clock;
  private final CrashPoints crashPoints;

  OrderRefunds(
      Database database,
      MemberDirectory members,
      OrderRepository orders,
      RefundService refunds,
      LineRefunds lineRefunds,
      RefundRequestRows requests,
      OrderReversal reversal,
      OrderRewards rewards,
      OrderParticipants participants,
      Events events,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.members = members;
    this.orders = orders;
    this.refunds = refunds;
    this.lineRefunds = lineRefunds;
    this.requests = requests;
    this.reversal = reversal;
    this.rewards = rewards;
    this.participants = participants;
    this.events = events;
    this.clock = clock;
    this.crashPoints = crashPoints;
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
                              refundNow(order, WHOLE, cause).replaceWithVoid();
                        }));
  }

  /**
   * Gives back a part of the money, and takes back what that part earned, in the caller's
   * transaction; the goods stay sold. The same key again changes nothing, and so does a refunded
   * order. That parts of it may be refunded, {@link OrderParticipant} has said in the same
   * transaction.
   *
   * @param refundKey unique per order, at most 80 characters
   * @param amount more than nothing
   * @param cause at most 60 characters
   * @throws Refusal REFUND_EXCEEDS_PAID when less is left, NOT_REFUNDABLE when it was never paid
   */
  Uni<Void> refundPart(UUID orderId, String refundKey, Money amount, String cause) {
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

  /**
   * Money for an order that was given up before: kept by nobody, sent back whole.
   *
   * @return whether it is decided now, and was not before
   */
  Uni<Boolean> refundLateMoney(OrderRow order) {
    UUID refundId = Ids.next();
    return orders
        .addRefund(refundId, order.id(), LATE, order.total(), LATE, clock.instant())
        .chain(
            added ->
                added
                    ? orders
                        .takeRefund(order.id(), order.total())
                        .chain(() -> request(order, refundId, order.total()))
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  /** Under its member's lock, which whatever changes an order takes first. */
  Uni<OrderRow> locked(UUID orderId) {
    return orders
        .get(orderId)
        .chain(order -> members.lockEvenIfGone(order.member()))
        .chain(() -> orders.get(orderId));
  }

  /**
   * Everything that is left: the order is over.
   *
   * @param key only in the order's own list; the change of state happens once
   * @return the refund's id
   */
  Uni<UUID> refundNow(OrderRow order, String key, String cause) {
    UUID refundId = Ids.next();
    Instant now = clock.instant();
    Money rest = order.total().minus(order.refunded());
    return orders
        .lines(order.id())
        .chain(
            lines -> {
              List<LineRefund> left = given(lines.stream().map(LineRefund::ofRest));
              return orders
                  .moveSurely(order.id(), OrderStatus.REFUNDED, cause, null, now)
                  .chain(() -> reversal.reverse(order, lines))
                  .chain(() -> orders.addRefund(refundId, order.id(), key, rest, cause, now))
                  .chain(() -> lineRefunds.take(refundId, left))
                  .chain(() -> requests.approveAllOf(order.id(), refundId, now))
                  .chain(() -> request(order, refundId, rest))
                  .chain(() -> events.publish(event(order, refundId, rest, true, now, left)));
            })
        .chain(() -> participants.refunded(order))
        .invoke(() -> crashPoints.reach("refund.beforeCommit"))
        .replaceWith(refundId);
  }

  private Uni<Void> refundSome(OrderRow order, String key, Money amount, String cause) {
    return orders
        .lines(order.id())
        .chain(lines -> refundLines(order, key, amount, spread(lines, amount), cause))
        .replaceWithVoid();
  }

  /**
   * A part of the order, which stays as it is.
   *
   * @param amount at least the sum of the parts; what exceeds it is freight
   * @return the refund's id, or null when the key was used before
   */
  Uni<UUID> refundLines(
      OrderRow order, String key, Money amount, List<LineRefund> parts, String cause) {
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
                        .chain(() -> lineRefunds.take(refundId, parts))
                        .chain(() -> reversal.reversePart(order, refundId, parts))
                        .chain(() -> rewards.reduce(order, refundId))
                        .chain(() -> request(order, refundId, amount))
                        .chain(
                            () -> events.publish(event(order, refundId, amount, false, now, parts)))
                        .chain(() -> participants.partRefunded(order, parts))
                        .invoke(() -> crashPoints.reach("refund.beforeCommit"))
                        .replaceWith(refundId)
                    : Uni.createFrom().nullItem());
  }

  /** Over the lines by what is left of them; what exceeds them is freight. */
  private static List<LineRefund> spread(List<OrderLineRow> lines, Money amount) {
    List<Money> left = lines.stream().map(OrderLineRow::left).toList();
    Money sum = left.stream().reduce(Money.ZERO, Money::plus);
    List<Money> parts = Allocation.of(amount.compareTo(sum) < 0 ? amount : sum, left);
    return given(
        IntStream.range(0, lines.size())
            .mapToObj(i -> LineRefund.ofMoney(lines.get(i), parts.get(i))));
  }

  private static List<LineRefund> given(Stream<LineRefund> parts) {
    return parts.filter(part -> !part.isNothing()).toList();
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
      List<LineRefund> lines) {
    return new OrderRefunded(
        order.id(),
        order.member(),
        order.source(),
        order.sourceId(),
        refundId,
        whole,
        amount.fen(),
        now,
        lines.stream().map(LineRefund::event).toList());
  }

  private static void refuseUnlessTaken(boolean taken) {
    if (!taken) {
      throw Refusal.of(
          OrderErrorCode.REFUND_EXCEEDS_PAID, "More would be given back than was paid.");
    }
  }

  static void refuseUnlessPaid(OrderRow order) {
    switch (order.status()) {
      case PENDING_PAYMENT, CANCELLED -> throw notPaid();
      case REFUNDED ->
          throw Refusal.of(
              OrderErrorCode.REFUND_EXCEEDS_PAID,
              "The whole order is refunded.",
              "input",
              "orderId");
      case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED -> {}
    }
  }

  static Refusal notPaid() {
    return Refusal.of(
        OrderErrorCode.NOT_REFUNDABLE, "The order is not paid; cancel it instead.", "orderId");
  }
}

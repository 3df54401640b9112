package io.siyu.order;

import io.siyu.member.MemberDirectory;
import io.siyu.payment.CloseResult;
import io.siyu.payment.PaymentService;
import io.siyu.platform.database.Database;
import io.siyu.platform.event.Events;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Cancels unpaid orders. */
@ApplicationScoped
public class OrderCancellation {

  private final Database database;
  private final MemberDirectory members;
  private final OrderRepository orders;
  private final PaymentService payments;
  private final OrderReversal reversal;
  private final OrderParticipants participants;
  private final Events events;
  private final Clock clock;
  private final CrashPoints crashPoints;

  OrderCancellation(
      Database database,
      MemberDirectory members,
      OrderRepository orders,
      PaymentService payments,
      OrderReversal reversal,
      OrderParticipants participants,
      Events events,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.members = members;
    this.orders = orders;
    this.payments = payments;
    this.reversal = reversal;
    this.participants = participants;
    this.events = events;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /**
   * Closes the payment at the gateway and then, unless the money was faster, cancels the order and
   * gives back what it held. Outside of a transaction, as it calls the gateway; safe to repeat.
   *
   * @param cause for the order's log, e.g. {@code PAYMENT_TIMEOUT}; at most 60 characters
   */
  public Uni<CancelResult> cancel(UUID orderId, String cause) {
    return database
        .read(() -> orders.get(orderId))
        .chain(
            order ->
                order.status() == OrderStatus.PENDING_PAYMENT
                    ? payments
                        .close(order.paymentId())
                        .invoke(() -> crashPoints.reach("cancel.afterClose"))
                        .chain(closed -> release(order, closed, cause))
                    : Uni.createFrom().item(result(order.status())));
  }

  /**
   * Whether the order was cancelled for this cause: of whoever repeats what a crash cut off. In the
   * caller's lane.
   */
  public Uni<Boolean> wasCancelled(UUID orderId, String cause) {
    return orders.wasMoved(orderId, OrderStatus.CANCELLED, cause);
  }

  private Uni<CancelResult> release(OrderRow order, CloseResult closed, String cause) {
    if (closed == CloseResult.ALREADY_PAID) {
      return Uni.createFrom().item(CancelResult.ALREADY_PAID);
    }
    return database.transaction(
        () ->
            members
                .lock(order.member())
                .chain(
                    () ->
                        orders.move(
                            order.id(), OrderStatus.CANCELLED, cause, null, clock.instant()))
                .chain(
                    before ->
                        before == null
                            ? orders.get(order.id()).map(now -> result(now.status()))
                            : giveBack(order).replaceWith(CancelResult.CANCELLED))
                .invoke(() -> crashPoints.reach("cancel.beforeCommit")));
  }

  private Uni<Void> giveBack(OrderRow order) {
    return orders
        .lines(order.id())
        .chain(lines -> reversal.release(order, lines))
        .chain(() -> participants.released(order))
        .chain(() -> events.publish(cancelled(order)));
  }

  private OrderCancelled cancelled(OrderRow order) {
    return new OrderCancelled(
        order.id(), order.member(), order.source(), order.sourceId(), clock.instant());
  }

  private static CancelResult result(OrderStatus status) {
    return status == OrderStatus.CANCELLED ? CancelResult.CANCELLED : CancelResult.ALREADY_PAID;
  }
}

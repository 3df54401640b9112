package io.siyu.order;

import io.siyu.platform.event.Events;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Completes orders whose goods were received; in the transaction of whoever holds the lock. */
@ApplicationScoped
class OrderCompletion {

  private final OrderRepository orders;
  private final Events events;

  OrderCompletion(OrderRepository orders, Events events) {
    this.orders = orders;
    this.events = events;
  }

  /**
   * @return whether it was on its way or lay ready
   */
  Uni<Boolean> complete(UUID orderId, String cause, Instant now) {
    return orders
        .move(orderId, OrderStatus.COMPLETED, cause, null, now)
        .chain(
            before ->
                before == null
                    ? Uni.createFrom().item(false)
                    : publish(orderId, now).replaceWith(true));
  }

  private Uni<Void> publish(UUID orderId, Instant now) {
    return orders
        .get(orderId)
        .chain(
            order ->
                orders.lines(orderId).chain(lines -> events.publish(event(order, lines, now))));
  }

  private static OrderCompleted event(OrderRow order, List<OrderLineRow> lines, Instant now) {
    return new OrderCompleted(
        order.id(),
        order.member(),
        order.source(),
        order.sourceId(),
        order.total().fen(),
        order.freight().fen(),
        now,
        lines.stream().map(OrderPayments::amount).toList());
  }
}

package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives back money for goods that stay sold, because their price fell: the lines, their stock and
 * the order stay, and what was earned shrinks to what the rest earns.
 */
@ApplicationScoped
public class PriceDifferences {

  private final Database database;
  private final OrderRepository orders;
  private final OrderRefunds refunds;

  PriceDifferences(Database database, OrderRepository orders, OrderRefunds refunds) {
    this.database = database;
    this.orders = orders;
    this.refunds = refunds;
  }

  /**
   * In the caller's transaction. The same key again changes nothing, and so does a refunded order.
   *
   * @param key unique per order, at most 80 characters
   * @param bySku more than nothing for SKUs of the order, each of which is one line of it
   * @param cause for the order's log, at most 60 characters
   * @throws Refusal REFUND_EXCEEDS_PAID when less is left, NOT_REFUNDABLE when it was never paid
   */
  public Uni<Void> refund(UUID orderId, String key, Map<UUID, Money> bySku, String cause) {
    if (bySku.isEmpty() || bySku.values().stream().anyMatch(part -> part.fen() <= 0)) {
      throw new IllegalArgumentException("A refund gives something back.");
    }
    return database.transaction(
        () ->
            refunds
                .locked(orderId)
                .chain(
                    order ->
                        switch (order.status()) {
                          case PENDING_PAYMENT, CANCELLED -> throw OrderRefunds.notPaid();
                          case REFUNDED -> Uni.createFrom().voidItem();
                          case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED ->
                              refund(order, key, bySku, cause);
                        }));
  }

  private Uni<Void> refund(OrderRow order, String key, Map<UUID, Money> bySku, String cause) {
    Money amount = bySku.values().stream().reduce(Money.ZERO, Money::plus);
    return orders
        .lines(order.id())
        .chain(lines -> refunds.refundLines(order, key, amount, parts(lines, bySku), cause))
        .replaceWithVoid();
  }

  private static List<LineRefund> parts(List<OrderLineRow> lines, Map<UUID, Money> bySku) {
    List<LineRefund> parts =
        lines.stream()
            .filter(line -> bySku.containsKey(line.skuId()))
            .map(line -> LineRefund.ofMoney(line, bySku.get(line.skuId())))
            .toList();
    if (parts.size() != bySku.size()) {
      throw new IllegalArgumentException("Every SKU is one line of the order.");
    }
    return parts;
  }
}

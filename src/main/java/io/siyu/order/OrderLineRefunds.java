package io.siyu.order;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Refunds chosen lines of an order, or units of them: money, stock and points that paid for them
 * come back at once, and what they earned is taken back. Freight comes back with the last line, and
 * so do coupons: then it is a refund of the whole (docs/adr/0019-refunds-in-parts.md).
 */
@ApplicationScoped
class OrderLineRefunds {

  private static final String FIELD = "lines";

  private final Database database;
  private final OrderRepository orders;
  private final OrderRefunds refunds;
  private final OrderParticipants participants;

  OrderLineRefunds(
      Database database,
      OrderRepository orders,
      OrderRefunds refunds,
      OrderParticipants participants) {
    this.database = database;
    this.orders = orders;
    this.refunds = refunds;
    this.participants = participants;
  }

  /**
   * In the caller's transaction. The same key again changes nothing.
   *
   * @param key unique per order, at most 80 characters
   * @param cause for the order's log, at most 60 characters
   * @return the refund's id, or null when the key was used before
   * @throws Refusal REFUND_EXCEEDS_PAID when fewer units are left; NOT_REFUNDABLE when it was never
   *     paid, or is refunded as a whole only
   */
  Uni<UUID> refund(UUID orderId, String key, List<LineUnits> units, String cause) {
    return database.transaction(
        () ->
            refunds
                .locked(orderId)
                .invoke(OrderRefunds::refuseUnlessPaid)
                .chain(
                    order ->
                        orders
                            .lines(orderId)
                            .chain(
                                lines -> refund(order, key, chosen(lines, units), lines, cause))));
  }

  /**
   * What {@link #refund} would refund now, under the member's lock.
   *
   * @param units null = everything that is left
   * @return with all quantities
   * @throws Refusal as {@link #refund} does
   */
  Uni<List<LineUnits>> refundable(UUID orderId, List<LineUnits> units) {
    return refunds
        .locked(orderId)
        .invoke(OrderRefunds::refuseUnlessPaid)
        .chain(
            order ->
                orders
                    .lines(orderId)
                    .chain(
                        lines -> {
                          List<LineRefund> chosen = chosen(lines, units);
                          return requireParts(order, chosen, lines)
                              .replaceWith(
                                  () ->
                                      chosen.stream()
                                          .map(
                                              one -> new LineUnits(one.line().id(), one.quantity()))
                                          .toList());
                        }));
  }

  private Uni<UUID> refund(
      OrderRow order, String key, List<LineRefund> chosen, List<OrderLineRow> lines, String cause) {
    if (isAll(chosen, lines)) {
      return refunds.refundNow(order, key, cause);
    }
    Money amount = chosen.stream().map(LineRefund::amount).reduce(Money.ZERO, Money::plus);
    return participants
        .requireParts(order, FIELD)
        .chain(() -> refunds.refundLines(order, key, amount, chosen, cause));
  }

  private Uni<Void> requireParts(
      OrderRow order, List<LineRefund> chosen, List<OrderLineRow> lines) {
    return isAll(chosen, lines)
        ? Uni.createFrom().voidItem()
        : participants.requireParts(order, FIELD);
  }

  private static boolean isAll(List<LineRefund> chosen, List<OrderLineRow> lines) {
    return chosen.stream().mapToInt(LineRefund::quantity).sum()
        == lines.stream().mapToInt(OrderLineRow::unitsLeft).sum();
  }

  /**
   * @param units null = everything that is left
   */
  private static List<LineRefund> chosen(List<OrderLineRow> lines, List<LineUnits> units) {
    if (units == null) {
      return lines.stream().filter(line -> line.unitsLeft() > 0).map(LineRefund::ofRest).toList();
    }
    Map<UUID, OrderLineRow> byId = new HashMap<>();
    lines.forEach(line -> byId.put(line.id(), line));
    List<LineRefund> chosen = new ArrayList<>();
    for (LineUnits one : units) {
      OrderLineRow line = byId.remove(one.lineId());
      if (line == null) {
        throw new InvalidInput(
            List.of("input", "lines"), "Every line is one of the order's, and named once.");
      }
      int quantity = one.quantity() == null ? line.unitsLeft() : one.quantity();
      if (quantity > line.unitsLeft() || quantity == 0) {
        throw tooMany(line);
      }
      chosen.add(LineRefund.ofUnits(line, quantity));
    }
    return chosen;
  }

  static Refusal tooMany(OrderLineRow line) {
    return Refusal.of(
            OrderErrorCode.REFUND_EXCEEDS_PAID,
            "Of " + line.productName() + " only " + line.unitsLeft() + " are left to refund.",
            "input",
            "lines")
        .with("available", line.unitsLeft());
  }
}

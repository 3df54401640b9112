package io.siyu.order;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.MoneyView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What was given back for orders, as the API shows it. */
@ApplicationScoped
class OrderRefundQueries {

  /** Of one order, the newest. */
  static final int MOST_OF_AN_ORDER = 20;

  private final Sql sql;

  OrderRefundQueries(Sql sql) {
    this.sql = sql;
  }

  /** Oldest first, in two queries for all of the orders; those without any are absent. */
  Uni<Map<UUID, List<OrderRefundView>>> ofOrders(Collection<UUID> orders) {
    return refunds(orders)
        .chain(
            refunds ->
                lines(refunds.stream().map(Refund::id).toList())
                    .map(
                        lines ->
                            refunds.stream()
                                .collect(
                                    Collectors.groupingBy(
                                        Refund::order,
                                        Collectors.mapping(
                                            refund ->
                                                refund.view(
                                                    lines.getOrDefault(refund.id(), List.of())),
                                            Collectors.toList())))));
  }

  private Uni<List<Refund>> refunds(Collection<UUID> orders) {
    return sql.list(
        """
        SELECT r.id, r.order_id, r.amount_fen, r.money, r.cause, r.created_at
        FROM unnest($1::uuid[]) AS o (id) CROSS JOIN LATERAL (
          SELECT * FROM order_refund WHERE order_id = o.id
          ORDER BY created_at DESC, id DESC LIMIT $2) r
        ORDER BY r.created_at, r.id""",
        Refund::of,
        orders,
        MOST_OF_AN_ORDER);
  }

  private Uni<Map<UUID, List<OrderRefundLineView>>> lines(List<UUID> refunds) {
    return refunds.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : sql.list(
                """
                SELECT refund_id, line_id, quantity, amount_fen FROM order_refund_line
                WHERE refund_id = ANY($1) ORDER BY refund_id, line_id""",
                Line::of,
                refunds)
            .map(
                lines ->
                    lines.stream()
                        .collect(
                            Collectors.groupingBy(
                                Line::refund,
                                Collectors.mapping(Line::view, Collectors.toList()))));
  }

  private record Line(UUID refund, OrderRefundLineView view) {
    static Line of(SqlRow row) {
      return new Line(
          row.uuid("refund_id"),
          new OrderRefundLineView(
              OrderLineView.ID.encode(row.uuid("line_id")),
              row.integer("quantity"),
              MoneyView.ofFen(row.number("amount_fen"))));
    }
  }

  private record Refund(
      UUID id, UUID order, long amountFen, RefundMoney money, String cause, Instant at) {
    static Refund of(SqlRow row) {
      return new Refund(
          row.uuid("id"),
          row.uuid("order_id"),
          row.number("amount_fen"),
          row.enumeration(RefundMoney.class, "money"),
          row.text("cause"),
          row.instant("created_at"));
    }

    OrderRefundView view(List<OrderRefundLineView> lines) {
      return new OrderRefundView(
          MoneyView.ofFen(amountFen), money, at, RefundCause.of(cause), lines);
    }
  }
}

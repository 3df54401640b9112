package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Marks orders as paid and tells what has to be known of them then, by one statement. */
@ApplicationScoped
class PaidOrderRows {

  private final Sql sql;

  PaidOrderRows(Sql sql) {
    this.sql = sql;
  }

  /**
   * Under the members' locks.
   *
   * @param paidAt the gateway's time of payment of each
   * @return those that waited for their money, in the order given; nothing happened to the others
   */
  Uni<List<Moved>> pay(List<UUID> orders, List<Instant> paidAt, Instant now) {
    return sql.list(
            """
            WITH told AS (
              SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) AS t (id, paid_at)),
            before AS (
              SELECT id, status FROM customer_order
              WHERE id = ANY($1) AND status = ANY($3) ORDER BY id FOR NO KEY UPDATE),
            changed AS (
              UPDATE customer_order o SET status = 'PAID', paid_at = t.paid_at
              FROM before b JOIN told t ON t.id = b.id WHERE o.id = b.id
              RETURNING o.id, b.status AS from_status, o.member_id, o.source, o.source_id,
                o.total_fen, o.freight_fen, o.paid_at),
            logged AS (
              INSERT INTO order_transition (order_id, from_status, to_status, cause, at)
              SELECT id, from_status, 'PAID', 'PAID', $4::timestamptz FROM changed)
            SELECT c.id, c.member_id, c.source, c.source_id, c.total_fen, c.freight_fen, c.paid_at,
              l.id AS line_id, l.sku_id, l.product_id, l.quantity, l.unit_price_fen, l.paid_fen
            FROM changed c LEFT JOIN order_line l ON l.order_id = c.id
            ORDER BY c.id, l.position""",
            Line::of,
            orders,
            paidAt,
            OrderStatus.PAID.predecessors(),
            now)
        .map(lines -> inOrder(orders, lines));
  }

  private static List<Moved> inOrder(List<UUID> orders, List<Line> lines) {
    Map<UUID, List<Line>> byOrder = new HashMap<>();
    lines.forEach(line -> byOrder.computeIfAbsent(line.order(), id -> new ArrayList<>()).add(line));
    return orders.stream()
        .distinct()
        .map(byOrder::get)
        .filter(Objects::nonNull)
        .map(PaidOrderRows::moved)
        .toList();
  }

  private static Moved moved(List<Line> lines) {
    Line first = lines.get(0);
    List<Line> goods = lines.stream().filter(line -> line.facts() != null).toList();
    return new Moved(
        new PaidOrder(
            new OrderFacts(
                first.order(),
                first.member(),
                first.source(),
                first.sourceId(),
                Money.ofFen(first.totalFen()),
                goods.stream().map(Line::facts).toList()),
            first.paidAt()),
        new OrderPaid(
            first.order(),
            first.member(),
            first.source(),
            first.sourceId(),
            first.totalFen(),
            first.freightFen(),
            first.paidAt(),
            goods.stream().map(Line::amount).toList()));
  }

  /** An order that is paid now, as its participant and as events tell of it. */
  record Moved(PaidOrder order, OrderPaid event) {

    UUID id() {
      return event.orderId();
    }
  }

  /**
   * An order beside one of its lines.
   *
   * @param facts null for an order without lines, and so is {@code amount}
   */
  private record Line(
      UUID order,
      UUID member,
      OrderSource source,
      UUID sourceId,
      long totalFen,
      long freightFen,
      Instant paidAt,
      OrderLineFacts facts,
      OrderLineAmount amount) {

    static Line of(SqlRow row) {
      boolean goods = !row.isNull("line_id");
      return new Line(
          row.uuid("id"),
          row.uuid("member_id"),
          row.enumeration(OrderSource.class, "source"),
          row.uuid("source_id"),
          row.number("total_fen"),
          row.number("freight_fen"),
          row.instant("paid_at"),
          goods ? facts(row) : null,
          goods ? amount(row) : null);
    }

    private static OrderLineFacts facts(SqlRow row) {
      return new OrderLineFacts(
          row.uuid("line_id"),
          row.uuid("sku_id"),
          row.integer("quantity"),
          Money.ofFen(row.number("unit_price_fen")),
          Money.ofFen(row.number("paid_fen")));
    }

    private static OrderLineAmount amount(SqlRow row) {
      return new OrderLineAmount(
          row.uuid("line_id"),
          row.uuid("sku_id"),
          row.uuid("product_id"),
          row.integer("quantity"),
          row.number("paid_fen"));
    }
  }
}

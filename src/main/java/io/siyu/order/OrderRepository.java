package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Statements on orders; each change of state writes its log row in the same statement. */
@ApplicationScoped
class OrderRepository {

  private final Sql sql;

  OrderRepository(Sql sql) {
    this.sql = sql;
  }

  Uni<OrderRow> get(UUID id) {
    return sql.first(
            "SELECT " + OrderRow.COLUMNS + " FROM customer_order WHERE id = $1", OrderRow::of, id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Order"));
  }

  /** Someone else's order is not found. */
  Uni<OrderRow> getOwn(UUID member, UUID id) {
    return get(id)
        .invoke(
            order -> {
              if (!order.member().equals(member)) {
                throw RequestFailure.notFound("Order");
              }
            });
  }

  Uni<List<OrderRow>> all(Collection<UUID> ids) {
    return sql.list(
        "SELECT " + OrderRow.COLUMNS + " FROM customer_order WHERE id = ANY($1)",
        OrderRow::of,
        ids);
  }

  Uni<List<OrderLineRow>> lines(UUID orderId) {
    return sql.list(
        "SELECT " + OrderLineRow.COLUMNS + " FROM order_line WHERE order_id = $1 ORDER BY position",
        OrderLineRow::of,
        orderId);
  }

  Uni<Map<UUID, List<OrderLineRow>>> linesByOrder(Collection<UUID> orderIds) {
    return sql.list(
            "SELECT "
                + OrderLineRow.COLUMNS
                + " FROM order_line WHERE order_id = ANY($1) ORDER BY order_id, position",
            OrderLineRow::of,
            orderIds)
        .map(lines -> lines.stream().collect(Collectors.groupingBy(OrderLineRow::orderId)));
  }

  /**
   * Changes the state from any that allows it.
   *
   * @param paidAt the gateway's time of payment, for PAID; else null
   * @return the state before, or null when the change is not allowed: nothing happened
   */
  Uni<OrderStatus> move(UUID id, OrderStatus to, String cause, Instant paidAt, Instant now) {
    return sql.first(
        """
        WITH before AS (
          SELECT id, status FROM customer_order WHERE id = $1 FOR NO KEY UPDATE),
        changed AS (
          UPDATE customer_order o
          SET status = $3, paid_at = coalesce($5, o.paid_at),
              refunded_fen = CASE $3 WHEN 'REFUNDED' THEN o.total_fen ELSE o.refunded_fen END
          FROM before b WHERE o.id = b.id AND b.status = ANY($2)
          RETURNING o.id, b.status AS from_status)
        INSERT INTO order_transition (order_id, from_status, to_status, cause, at)
        SELECT id, from_status, $3, $4, $6::timestamptz FROM changed
        RETURNING from_status""",
        row -> row.enumeration(OrderStatus.class, "from_status"),
        id,
        to.predecessors(),
        to,
        cause,
        paidAt,
        now);
  }

  /** Whether the order came into a state, whatever came next, for this cause. */
  Uni<Boolean> wasMoved(UUID id, OrderStatus to, String cause) {
    return sql.first(
            "SELECT 1 FROM order_transition WHERE order_id = $1 AND to_status = $2 AND cause = $3",
            row -> true,
            id,
            to,
            cause)
        .map(found -> found != null);
  }

  /**
   * As {@link #move}, where the caller has made sure under the member's lock that it is allowed.
   *
   * @throws IllegalStateException when it is not: everything rolls back, and a retry decides anew
   */
  Uni<Void> moveSurely(UUID id, OrderStatus to, String cause, Instant paidAt, Instant now) {
    return move(id, to, cause, paidAt, now)
        .invoke(
            before -> {
              if (before == null) {
                throw new IllegalStateException("The order changed without its member's lock.");
              }
            })
        .replaceWithVoid();
  }

  Uni<Void> noteParcel(UUID id, String carrier, String trackingNumber) {
    return sql.update(
            "UPDATE customer_order SET carrier = $2, tracking_number = $3 WHERE id = $1",
            id,
            carrier,
            trackingNumber)
        .replaceWithVoid();
  }

  /** Orders whose time to pay is over, oldest first, behind the given one. */
  Uni<List<OrderRow>> overdue(Instant now, OrderRow after, int limit) {
    return sql.list(
        "SELECT "
            + OrderRow.COLUMNS
            + """
             FROM customer_order
            WHERE status = 'PENDING_PAYMENT' AND pay_by <= $1
              AND ($2::timestamptz IS NULL OR (pay_by, id) > ($2::timestamptz, $3::uuid))
            ORDER BY pay_by, id LIMIT $4""",
        OrderRow::of,
        now,
        after == null ? null : after.payBy(),
        after == null ? null : after.id(),
        limit);
  }

  /**
   * Notes a refund once per key.
   *
   * @return whether it is new
   */
  Uni<Boolean> addRefund(
      UUID refundId, UUID orderId, String key, Money amount, String cause, Instant now) {
    return sql.update(
            """
            INSERT INTO order_refund (id, order_id, refund_key, amount_fen, cause, money, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT ON CONSTRAINT order_refund_once DO NOTHING""",
            refundId,
            orderId,
            key,
            amount.fen(),
            cause,
            amount.equals(Money.ZERO) ? RefundMoney.NONE : RefundMoney.REQUESTED,
            now)
        .map(rows -> rows == 1);
  }

  /**
   * @return null when nothing was refunded
   */
  Uni<UUID> lastRefund(UUID orderId) {
    return sql.first(
        "SELECT id FROM order_refund WHERE order_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
        row -> row.uuid("id"),
        orderId);
  }

  /** What was refused may succeed after all. */
  Uni<Void> settleRefund(UUID refundId, RefundMoney money) {
    return sql.update(
            "UPDATE order_refund SET money = $2 WHERE id = $1 AND money IN ('REQUESTED', 'REFUSED')",
            refundId,
            money)
        .replaceWithVoid();
  }

  Uni<Void> reopenRefund(UUID refundId) {
    return sql.update(
            "UPDATE order_refund SET money = 'REQUESTED' WHERE id = $1 AND money = 'REFUSED'",
            refundId)
        .replaceWithVoid();
  }

  /**
   * @return whether that much was left
   */
  Uni<Boolean> takeRefund(UUID orderId, Money amount) {
    return sql.update(
            """
            UPDATE customer_order SET refunded_fen = refunded_fen + $2
            WHERE id = $1 AND refunded_fen + $2 <= total_fen""",
            orderId,
            amount.fen())
        .map(rows -> rows == 1);
  }
}

package io.siyu.order;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of {@code refund_request} and {@code refund_request_line}. */
@ApplicationScoped
class RefundRequestRows {

  private static final String END =
      """
      WITH ended AS (
        UPDATE refund_request SET %s WHERE %s RETURNING id
      ), closed AS (
        UPDATE refund_request_line SET open = false FROM ended WHERE request_id = ended.id
      )
      SELECT count(*) AS ended FROM ended""";

  private final Sql sql;

  RefundRequestRows(Sql sql) {
    this.sql = sql;
  }

  /** The order's lines are not asked for already, as the caller has made sure. */
  Uni<Void> add(RefundRequest request) {
    return sql.update(
            """
            WITH asked AS (
              INSERT INTO refund_request (id, order_id, member_id, state, reason, created_at)
              VALUES ($1, $2, $3, 'REQUESTED', $4, $5) RETURNING id
            )
            INSERT INTO refund_request_line (request_id, line_id, quantity, open)
            SELECT asked.id, unit.line_id, unit.quantity, true
            FROM asked, unnest($6::uuid[], $7::int[]) AS unit (line_id, quantity)""",
            request.id(),
            request.orderId(),
            request.member(),
            request.reason(),
            request.createdAt(),
            request.units().stream().map(LineUnits::lineId).toList(),
            request.units().stream().map(LineUnits::quantity).toList())
        .replaceWithVoid();
  }

  /** How many requests there are of the order, and which of these lines one of them asks for. */
  Uni<Asked> asked(UUID orderId, Collection<UUID> lines) {
    return sql.first(
        """
        SELECT (SELECT count(*) FROM refund_request WHERE order_id = $1) AS requests,
               EXISTS (SELECT FROM refund_request_line
                       WHERE line_id = ANY($2::uuid[]) AND open) AS open""",
        row -> new Asked(row.number("requests"), row.bool("open")),
        orderId,
        lines);
  }

  Uni<RefundRequest> get(UUID id) {
    return list("r.id = $1", 1, id)
        .map(
            found -> {
              if (found.isEmpty()) {
                throw RequestFailure.notFound("Refund request");
              }
              return found.get(0);
            });
  }

  /** Newest first; null parts do not filter. */
  Uni<List<RefundRequest>> page(RefundRequestState state, UUID before, int limit) {
    return list(
        "($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2)", limit, state, before);
  }

  /** Newest first. */
  Uni<List<RefundRequest>> ofOrders(Collection<UUID> orders, int limit) {
    return list("order_id = ANY($1::uuid[])", limit, orders);
  }

  /**
   * @return whether it was open
   */
  Uni<Boolean> withdraw(UUID id, Instant now) {
    return end("state = 'WITHDRAWN', ended_at = $2", "id = $1 AND state = 'REQUESTED'", id, now);
  }

  /**
   * @return whether it was open
   */
  Uni<Boolean> reject(UUID id, UUID operator, String answer, Instant now) {
    return end(
        "state = 'REJECTED', decided_by = $2, answer = $3, ended_at = $4",
        "id = $1 AND state = 'REQUESTED'",
        id,
        operator,
        answer,
        now);
  }

  /**
   * @param answer may be null
   * @return whether it was open, or is approved by this very refund
   */
  Uni<Boolean> approve(UUID id, UUID operator, String answer, UUID refundId, Instant now) {
    return end(
        "state = 'APPROVED', decided_by = $2, answer = $3, refund_id = $4,"
            + " ended_at = coalesce(ended_at, $5)",
        "id = $1 AND (state = 'REQUESTED' OR refund_id = $4)",
        id,
        operator,
        answer,
        refundId,
        now);
  }

  /** The whole order is refunded: what was asked for is so, too. */
  Uni<Void> approveAllOf(UUID orderId, UUID refundId, Instant now) {
    return end(
            "state = 'APPROVED', refund_id = $2, ended_at = $3",
            "order_id = $1 AND state = 'REQUESTED'",
            orderId,
            refundId,
            now)
        .replaceWithVoid();
  }

  private Uni<Boolean> end(String change, String which, Object... parameters) {
    return sql.first(END.formatted(change, which), row -> row.number("ended") > 0, parameters);
  }

  private Uni<List<RefundRequest>> list(String which, int limit, Object... parameters) {
    return sql.list(
            """
            SELECT r.*, line.line_id, line.quantity
            FROM (SELECT * FROM refund_request r WHERE %s ORDER BY id DESC LIMIT %d) r
            JOIN refund_request_line line ON line.request_id = r.id
            JOIN order_line bought ON bought.id = line.line_id
            ORDER BY r.id DESC, bought.position"""
                .formatted(which, limit),
            RefundRequestRows::request,
            parameters)
        .map(RefundRequestRows::grouped);
  }

  /** One row for each line. */
  private static List<RefundRequest> grouped(List<RefundRequest> rows) {
    Map<UUID, RefundRequest> byId = new LinkedHashMap<>();
    for (RefundRequest row : rows) {
      RefundRequest known = byId.putIfAbsent(row.id(), row);
      if (known != null) {
        known.units().addAll(row.units());
      }
    }
    return List.copyOf(byId.values());
  }

  private static RefundRequest request(SqlRow row) {
    List<LineUnits> units = new ArrayList<>();
    units.add(new LineUnits(row.uuid("line_id"), row.integer("quantity")));
    return new RefundRequest(
        row.uuid("id"),
        row.uuid("order_id"),
        row.uuid("member_id"),
        row.enumeration(RefundRequestState.class, "state"),
        row.text("reason"),
        row.text("answer"),
        row.instant("created_at"),
        row.instant("ended_at"),
        units);
  }

  /**
   * @param open whether an open request asks for one of the lines
   */
  record Asked(long requests, boolean open) {}
}

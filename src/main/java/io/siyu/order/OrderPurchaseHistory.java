package io.siyu.order;

import io.siyu.audience.PurchaseDay;
import io.siyu.audience.PurchaseHistory;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Sums up orders by member and day. */
@ApplicationScoped
class OrderPurchaseHistory implements PurchaseHistory {

  private final Sql sql;

  OrderPurchaseHistory(Sql sql) {
    this.sql = sql;
  }

  /** Late money of a cancelled order never was a purchase. */
  @Override
  public Uni<List<PurchaseDay>> of(Collection<UUID> members, ZoneId zone) {
    return sql.list(
        """
        SELECT member_id, day, count(*) FILTER (WHERE stands)::int AS orders,
               min(paid_at) FILTER (WHERE stands) AS first_at,
               max(paid_at) FILTER (WHERE stands) AS last_at,
               coalesce(sum(total_fen) FILTER (WHERE NOT unfinished), 0)::bigint AS paid_fen,
               coalesce(sum(refunded_fen) FILTER (WHERE NOT unfinished), 0)::bigint AS refunded_fen,
               count(*) FILTER (WHERE unfinished)::int AS unfinished
        FROM (
          SELECT member_id, paid_at, total_fen, refunded_fen, status = 'CANCELLED' AS unfinished,
                 status NOT IN ('CANCELLED', 'REFUNDED') AS stands,
                 ((CASE status WHEN 'CANCELLED' THEN created_at ELSE paid_at END)
                    AT TIME ZONE $2)::date AS day
          FROM customer_order
          WHERE member_id = ANY($1)
            AND (status = 'CANCELLED' OR (status <> 'PENDING_PAYMENT' AND paid_at IS NOT NULL))
        ) AS by_day
        GROUP BY member_id, day""",
        OrderPurchaseHistory::day,
        members,
        zone.getId());
  }

  private static PurchaseDay day(SqlRow row) {
    return new PurchaseDay(
        row.uuid("member_id"),
        row.date("day"),
        row.integer("orders"),
        row.instant("first_at"),
        row.instant("last_at"),
        row.number("paid_fen"),
        row.number("refunded_fen"),
        row.integer("unfinished"));
  }
}

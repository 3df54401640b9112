package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sums over the orders of chains and flash sales, for their reconciliation. */
@ApplicationScoped
public class SourceMoneyQueries {

  private final Database database;
  private final Sql sql;

  SourceMoneyQueries(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return by source id; a source without money is absent
   */
  public Uni<Map<UUID, SourceMoney>> bySource(Collection<UUID> sourceIds) {
    return byPart(
        """
        SELECT id AS order_id, source_id AS part FROM customer_order
        WHERE source_id = ANY($1::uuid[])""",
        sourceIds);
  }

  /**
   * The same for parts of sources, which the source tells apart by its own rows.
   *
   * @param orders a query for {@code order_id} and {@code part}, with the ids as its parameter
   * @return by part; one without money is absent
   */
  public Uni<Map<UUID, SourceMoney>> byPart(String orders, Collection<UUID> ids) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT s.part,
                      sum(o.total_fen)::bigint AS paid,
                      coalesce(sum(r.decided), 0)::bigint AS decided,
                      coalesce(sum(r.succeeded), 0)::bigint AS succeeded
                    FROM (%s) s JOIN customer_order o ON o.id = s.order_id
                    LEFT JOIN LATERAL (
                      SELECT sum(amount_fen) AS decided,
                        sum(amount_fen) FILTER (WHERE money = 'SUCCEEDED') AS succeeded
                      FROM order_refund WHERE order_id = o.id) r ON true
                    WHERE o.paid_at IS NOT NULL OR r.decided IS NOT NULL
                    GROUP BY s.part"""
                        .formatted(orders),
                    row ->
                        Map.entry(
                            row.uuid("part"),
                            new SourceMoney(
                                Money.ofFen(row.number("paid")),
                                Money.ofFen(row.number("decided")),
                                Money.ofFen(row.number("succeeded")))),
                    ids))
        .map(
            rows -> {
              Map<UUID, SourceMoney> byPart = new HashMap<>();
              rows.forEach(row -> byPart.put(row.getKey(), row.getValue()));
              return byPart;
            });
  }

  /**
   * The sources of which any order gave anything back, by descending id; as many index entries are
   * looked at as there are sources, however many of their orders were refunded.
   *
   * @param before null to begin with the greatest id
   */
  public Uni<List<UUID>> refunded(OrderSource source, UUID before, int limit) {
    return database.read(
        () ->
            sql.list(
                """
                WITH RECURSIVE refunded (id, nth) AS (
                  SELECT (%1$s AND ($2::uuid IS NULL OR source_id < $2) %2$s), 1
                  UNION ALL
                  SELECT (%1$s AND source_id < refunded.id %2$s), nth + 1
                  FROM refunded WHERE id IS NOT NULL AND nth < $3)
                SELECT id FROM refunded WHERE id IS NOT NULL ORDER BY id DESC"""
                    .formatted(
                        "SELECT source_id FROM customer_order"
                            + " WHERE source = $1 AND refunded_fen > 0 AND source_id IS NOT NULL",
                        "ORDER BY source_id DESC LIMIT 1"),
                row -> row.uuid("id"),
                source,
                before,
                limit));
  }

  /**
   * What was given back under a key, such as that of a ladder's differences.
   *
   * @return by source id; a source without such a refund is absent
   */
  public Uni<Map<UUID, KeyedRefunds>> underKey(Collection<UUID> sourceIds, String refundKey) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT o.source_id, count(*) AS orders, sum(r.amount_fen)::bigint AS decided,
                      coalesce(sum(r.amount_fen) FILTER (WHERE r.money = 'SUCCEEDED'), 0)::bigint
                        AS succeeded
                    FROM customer_order o
                    JOIN order_refund r ON r.order_id = o.id AND r.refund_key = $2
                    WHERE o.source_id = ANY($1::uuid[])
                    GROUP BY o.source_id""",
                    row ->
                        Map.entry(
                            row.uuid("source_id"),
                            new KeyedRefunds(
                                row.number("orders"),
                                Money.ofFen(row.number("decided")),
                                Money.ofFen(row.number("succeeded")))),
                    sourceIds,
                    refundKey))
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}

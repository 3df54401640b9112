package io.siyu.chain;

import io.siyu.kernel.Money;
import io.siyu.order.KeyedRefunds;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The statements on steps of ladders, and on the differences that follow from them. */
@ApplicationScoped
class LadderRows {

  /**
   * What an item {@code i} of a settled chain {@code c} costs less than was paid: by what the chain
   * had when it was settled, so that no later refund changes anybody's price.
   */
  static final String DIFFERENCE =
      """
      i.chain_price_fen - coalesce(
        (SELECT s.price_fen FROM chain_ladder_step s
         WHERE s.item_id = i.id AND s.threshold <= c.settled_have
         ORDER BY s.threshold DESC LIMIT 1), i.chain_price_fen)""";

  /** Whether an entry {@code e} of a settled chain {@code c} gets anything back. */
  static final String HAS_DIFFERENCE =
      "(c.laddered AND EXISTS (SELECT FROM chain_entry_line l JOIN chain_item i ON i.id = l.item_id"
          + " WHERE l.entry_id = e.id AND "
          + DIFFERENCE
          + " > 0))";

  private final Sql sql;

  LadderRows(Sql sql) {
    this.sql = sql;
  }

  /** The steps beyond the first. */
  Uni<Void> insert(UUID item, List<LadderStep> further) {
    return further.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.update(
                """
                INSERT INTO chain_ladder_step (item_id, threshold, price_fen)
                SELECT $1, threshold, price_fen
                FROM unnest($2::bigint[], $3::bigint[]) AS step (threshold, price_fen)""",
                item,
                further.stream().map(step -> step.threshold().longValue()).toList(),
                further.stream().map(step -> step.price().fen()).toList())
            .replaceWithVoid();
  }

  /** Paid entries of a successful chain that get a difference, in the order of their ids. */
  Uni<List<SettlementRows.Waiting>> due(UUID chain, UUID after, int limit) {
    return sql.list(
        """
        SELECT e.id, e.order_id, e.member_id FROM chain_entry e JOIN chain c ON c.id = e.chain_id
        WHERE e.chain_id = $1 AND c.outcome = 'SUCCEEDED' AND e.state = 'PAID'
          AND e.refunded_at IS NULL AND e.id > $2 AND\s"""
            + HAS_DIFFERENCE
            + " ORDER BY e.id LIMIT $3",
        SettlementRows.Waiting::of,
        chain,
        after == null ? SettlementRows.FIRST : after,
        limit);
  }

  /**
   * Confirms an entry and notes its difference.
   *
   * @return what is to be given back for each SKU; nothing when the entry is confirmed or has ended
   */
  Uni<Map<UUID, Money>> confirm(UUID entry) {
    return sql.list(
            """
            WITH due AS (
              SELECT i.sku_id, l.quantity * (%s) AS fen
              FROM chain_entry e JOIN chain c ON c.id = e.chain_id
              JOIN chain_entry_line l ON l.entry_id = e.id JOIN chain_item i ON i.id = l.item_id
              WHERE e.id = $1),
            confirmed AS (
              UPDATE chain_entry e SET state = 'CONFIRMED',
                difference_fen = (SELECT sum(fen) FROM due)
              FROM chain c
              WHERE e.id = $1 AND c.id = e.chain_id AND c.outcome = 'SUCCEEDED'
                AND e.state = 'PAID' AND e.refunded_at IS NULL
              RETURNING e.id)
            SELECT sku_id, fen FROM due, confirmed WHERE fen > 0"""
                .formatted(DIFFERENCE),
            row -> Map.entry(row.uuid("sku_id"), Money.ofFen(row.number("fen"))),
            entry)
        .map(due -> due.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * What successful chains owe their entries, computed anew from the goods and the steps. An entry
   * that was refunded before its difference was decided is owed none; one that was refunded after
   * has got it. Chains without a ladder are absent.
   *
   * @param given what was decided, by chain
   */
  Uni<Map<UUID, ChainReconciliation.Differences>> differences(
      Collection<UUID> chains, Map<UUID, KeyedRefunds> given) {
    return sql.list(
            """
            SELECT c.id, coalesce(sum(due.fen), 0)::bigint AS due,
              count(*) FILTER (WHERE due.fen > 0) AS entries,
              count(*) FILTER (WHERE due.fen IS DISTINCT FROM e.difference_fen) AS astray
            FROM chain c
            LEFT JOIN chain_entry e ON e.chain_id = c.id AND (e.difference_fen IS NOT NULL
              OR (e.state IN ('PAID', 'CONFIRMED', 'FULFILLED') AND e.refunded_at IS NULL))
            LEFT JOIN LATERAL (
              SELECT sum(l.quantity * (%s))::bigint AS fen
              FROM chain_entry_line l JOIN chain_item i ON i.id = l.item_id
              WHERE l.entry_id = e.id) due ON true
            WHERE c.id = ANY($1::uuid[]) AND c.laddered
            GROUP BY c.id"""
                .formatted(DIFFERENCE),
            row ->
                Map.entry(
                    row.uuid("id"),
                    new ChainReconciliation.Differences(
                        Money.ofFen(row.number("due")),
                        row.number("entries"),
                        row.number("astray"),
                        given.getOrDefault(row.uuid("id"), KeyedRefunds.NONE))),
            chains)
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}

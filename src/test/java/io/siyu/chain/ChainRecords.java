package io.siyu.chain;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Background;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What the database holds of chains, and ways to change it behind their back. */
abstract class ChainRecords {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Database database;
  @Inject Sql sql;
  @Inject Background background;

  /**
   * Chains whose counters or numbers do not follow from their entries, or teams whose seats do not.
   * A settled chain's counters are history; so are the seats of a formed team.
   */
  List<String> inconsistencies() {
    return await(
        database.read(
            () ->
                sql.list(
                    """
                    SELECT c.id::text || ' ' || c.state AS text FROM chain c
                    LEFT JOIN LATERAL (
                      SELECT count(number) AS numbered, max(number) AS latest,
                        sum(measure) FILTER (WHERE state = 'PAID') AS have,
                        sum(coalesce(held, measure))
                          FILTER (WHERE state IN ('RESERVED', 'PAID')) AS held
                      FROM chain_entry WHERE chain_id = c.id) e ON true
                    WHERE c.last_number <> e.numbered OR c.last_number <> coalesce(e.latest, 0)
                      OR (c.state IN ('OPEN', 'REACHED', 'CLOSED')
                        AND c.team_size IS NULL
                        AND (c.have <> coalesce(e.have, 0) OR c.held <> coalesce(e.held, 0)))
                    UNION ALL
                    SELECT c.id::text || ' team buy ' || c.state
                    FROM chain c CROSS JOIN LATERAL (
                      SELECT coalesce(sum(size) FILTER (WHERE state = 'FORMED'), 0) AS formed
                      FROM chain_team WHERE chain_id = c.id) t CROSS JOIN LATERAL (
                      SELECT count(*) FILTER (WHERE state = 'RESERVED'
                        OR (state = 'PAID' AND refunded_at IS NULL)) AS waiting
                      FROM chain_entry WHERE chain_id = c.id) e
                    WHERE c.team_size IS NOT NULL AND c.state IN ('OPEN', 'REACHED', 'CLOSED')
                      AND (c.have <> t.formed OR c.held <> t.formed + e.waiting)
                    UNION ALL
                    SELECT t.id::text || ' team ' || t.state
                    FROM chain_team t CROSS JOIN LATERAL (
                      SELECT count(*) AS seated,
                        count(*) FILTER (WHERE refunded_at IS NULL) AS taken,
                        count(*) FILTER (WHERE state IN ('CONFIRMED', 'FULFILLED')) AS confirmed
                      FROM chain_entry WHERE team_id = t.id AND number IS NOT NULL) e
                    WHERE CASE t.state
                      WHEN 'OPEN' THEN t.taken <> e.taken OR e.confirmed > 0
                      WHEN 'FORMED' THEN e.seated < t.size
                      ELSE e.confirmed > 0 OR (t.wound_up_at IS NOT NULL AND e.taken > 0) END""",
                    row -> row.text("text"))));
  }

  /** Until what orders set off in the background is done, so that a test can count statements. */
  void awaitQuiet() {
    background.awaitSent();
  }

  UUID orderOf(UUID entry) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT order_id FROM chain_entry WHERE id = $1",
                    row -> row.uuid("order_id"),
                    entry)));
  }

  UUID memberOf(UUID entry) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT member_id FROM chain_entry WHERE id = $1",
                    row -> row.uuid("member_id"),
                    entry)));
  }

  String text(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getString(0), parameters)));
  }

  long number(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getLong(0), parameters)));
  }

  String stateOf(UUID entry) {
    return text("SELECT state FROM chain_entry WHERE id = $1", entry);
  }

  long itemStock(ChainFixture.Published chain) {
    return number("SELECT stock FROM chain_item WHERE id = $1", chain.item());
  }

  long skuStock(ChainFixture.Published chain) {
    return number("SELECT stock FROM sku WHERE id = $1", chain.sku());
  }

  /** Everything that a refusal must leave as it is. */
  String fingerprint(ChainFixture.Published chain) {
    return text(
        """
        SELECT concat_ws(' ',
          (SELECT row(c.*)::text FROM chain c WHERE c.id = $1),
          (SELECT string_agg(row(i.*)::text, ',' ORDER BY i.id) FROM chain_item i
           WHERE i.chain_id = $1),
          (SELECT string_agg(row(e.*)::text, ',' ORDER BY e.id) FROM chain_entry e
           WHERE e.chain_id = $1),
          (SELECT string_agg(row(q.*)::text, ',' ORDER BY q.member_id) FROM chain_member_quota q
           JOIN chain_item i ON i.id = q.item_id WHERE i.chain_id = $1),
          (SELECT string_agg(row(o.*)::text, ',' ORDER BY o.id) FROM customer_order o
           WHERE o.source_id = $1),
          (SELECT string_agg(row(s.*)::text, ',') FROM sku s WHERE s.id = $2),
          (SELECT count(*) FROM chain_transition t WHERE t.chain_id = $1))""",
        chain.id(),
        chain.sku());
  }

  void execute(String statement, Object... parameters) {
    await(database.transaction(() -> sql.update(statement, parameters)));
  }

  <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  <T> T await(Supplier<Uni<T>> work) {
    return await(work.get());
  }
}

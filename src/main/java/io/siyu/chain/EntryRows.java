package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Entries of chains: one compare-and-set per change of state. */
@ApplicationScoped
class EntryRows {

  private final Sql sql;
  private final Clock clock;

  EntryRows(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  Uni<Void> insert(
      UUID entry,
      UUID chain,
      UUID member,
      UUID order,
      long measure,
      String note,
      List<ChainStock.Wanted> lines) {
    Uni<Integer> all =
        sql.update(
            """
            INSERT INTO chain_entry
              (id, chain_id, member_id, order_id, state, measure, note, created_at)
            VALUES ($1, $2, $3, $4, 'RESERVED', $5, $6, $7)""",
            entry,
            chain,
            member,
            order,
            measure,
            note,
            clock.instant());
    return all.chain(
            () ->
                sql.update(
                    """
                    INSERT INTO chain_entry_line (entry_id, item_id, quantity)
                    SELECT $1, item, quantity
                    FROM unnest($2::uuid[], $3::int[]) AS line (item, quantity)""",
                    entry,
                    lines.stream().map(line -> line.item().id()).toList(),
                    lines.stream().map(ChainStock.Wanted::quantity).toList()))
        .replaceWithVoid();
  }

  /**
   * The payment counts: the entry gets the chain's next number, in one statement that touches the
   * hottest row last and once.
   *
   * @return null when the payment came too late, the chain has ended, or the entry is not reserved
   */
  Uni<UUID> pay(UUID order, Instant paidAt) {
    return sql.first(
        """
        WITH entry AS (
          SELECT id, chain_id, measure FROM chain_entry
          WHERE order_id = $1 AND state = ANY($4) FOR UPDATE),
        numbered AS (
          UPDATE chain c SET last_number = c.last_number + 1, have = c.have + e.measure,
            state = CASE WHEN c.state = 'OPEN' AND c.have + e.measure >= c.minimum
                         THEN 'REACHED' ELSE c.state END
          FROM entry e
          WHERE c.id = e.chain_id AND c.state IN ('OPEN', 'REACHED', 'CLOSED')
            AND c.deadline >= $2::timestamptz
          RETURNING c.id, c.last_number,
            c.state = 'REACHED' AND c.have - e.measure < c.minimum AS reached),
        logged AS (
          INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
          SELECT id, 'OPEN', 'REACHED', 'MINIMUM_REACHED', $3::timestamptz
          FROM numbered WHERE reached)
        UPDATE chain_entry t SET state = 'PAID', paid_at = $2::timestamptz, number = n.last_number
        FROM numbered n, entry e WHERE t.id = e.id
        RETURNING t.chain_id""",
        row -> row.uuid("chain_id"),
        order,
        paidAt,
        clock.instant(),
        EntryState.before(EntryState.PAID));
  }

  /** Whether the order's payment was counted before. */
  Uni<Boolean> isNumbered(UUID order) {
    return sql.first(
            "SELECT 1 FROM chain_entry WHERE order_id = $1 AND number IS NOT NULL",
            row -> true,
            order)
        .map(found -> found != null);
  }

  /** Whether the chain has succeeded with this entry in it. */
  Uni<Boolean> isConfirmed(UUID order) {
    return sql.first(
            "SELECT 1 FROM chain_entry WHERE order_id = $1 AND state = 'CONFIRMED'",
            row -> true,
            order)
        .map(found -> found != null);
  }

  /**
   * The order was cancelled unpaid.
   *
   * @return null when the entry is not reserved
   */
  Uni<Ended> expire(UUID order) {
    return sql.first(
        """
        UPDATE chain_entry SET state = 'EXPIRED', ended_at = $2, end_cause = 'UNPAID'
        WHERE order_id = $1 AND state = ANY($3)
        RETURNING id, chain_id, member_id, measure, state, number""",
        EntryRows::ended,
        order,
        clock.instant(),
        EntryState.before(EntryState.EXPIRED));
  }

  /**
   * The order is refunded. A payment that came too late leaves no number; the entries of a failed
   * or cancelled chain stay as they were, as the chain itself says what happened; any other entry
   * is struck through, unless its goods were received.
   *
   * @return null when it was refunded before, or was never paid
   */
  Uni<Ended> refund(UUID order) {
    return sql.first(
        """
        UPDATE chain_entry e SET refunded_at = $2, ended_at = coalesce(e.ended_at, $2),
          end_cause = coalesce(e.end_cause, 'REFUNDED'),
          state = CASE WHEN e.state = 'RESERVED' THEN 'EXPIRED'
                       WHEN e.state = 'FULFILLED' THEN 'FULFILLED'
                       WHEN c.state = 'CANCELLED' OR c.outcome = 'FAILED' THEN e.state
                       ELSE 'WITHDRAWN' END
        FROM chain c
        WHERE c.id = e.chain_id AND e.order_id = $1 AND e.refunded_at IS NULL
          AND e.state <> 'EXPIRED'
        RETURNING e.id, e.chain_id, e.member_id, e.measure, e.state, e.number""",
        EntryRows::ended,
        order,
        clock.instant());
  }

  Uni<Void> setCause(UUID entry, String cause) {
    return sql.update("UPDATE chain_entry SET end_cause = $2 WHERE id = $1", entry, cause)
        .replaceWithVoid();
  }

  /** The goods of a successful chain were received. */
  Uni<Void> fulfil(UUID order) {
    return sql.update(
            "UPDATE chain_entry SET state = 'FULFILLED' WHERE order_id = $1 AND state = ANY($2)",
            order,
            EntryState.before(EntryState.FULFILLED))
        .replaceWithVoid();
  }

  /**
   * @return null when the member has no such entry
   */
  Uni<Owned> owned(UUID entry, UUID member) {
    return sql.first(
        "SELECT id, chain_id, order_id, state FROM chain_entry WHERE id = $1 AND member_id = $2",
        row ->
            new Owned(
                row.uuid("id"),
                row.uuid("chain_id"),
                row.uuid("order_id"),
                row.enumeration(EntryState.class, "state")),
        entry,
        member);
  }

  private static Ended ended(SqlRow row) {
    return new Ended(
        row.uuid("id"),
        row.uuid("chain_id"),
        row.uuid("member_id"),
        row.number("measure"),
        row.enumeration(EntryState.class, "state"),
        !row.isNull("number"));
  }

  /**
   * An entry that has just ended.
   *
   * @param state the new one
   * @param counted whether it was paid in time, and so counted towards the minimum
   */
  record Ended(UUID id, UUID chain, UUID member, long measure, EntryState state, boolean counted) {}

  record Owned(UUID id, UUID chain, UUID order, EntryState state) {}
}

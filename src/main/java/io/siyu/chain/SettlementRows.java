package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The statements that end a chain. Each finds its work by state, so a run can stop anywhere. */
@ApplicationScoped
class SettlementRows {

  /** Before every entry and chain. */
  static final UUID FIRST = new UUID(0, 0);

  private final Sql sql;
  private final Clock clock;

  SettlementRows(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Open chains whose deadline has passed, in the order of their ids. */
  Uni<List<UUID>> due(UUID after, int limit) {
    return sql.list(
        """
        SELECT id FROM chain WHERE state IN ('OPEN', 'REACHED') AND deadline <= $1 AND id > $2
        ORDER BY id LIMIT $3""",
        row -> row.uuid("id"),
        clock.instant(),
        after == null ? FIRST : after,
        limit);
  }

  /** Ended chains with entries that still wait for their payment, in the order of their ids. */
  Uni<List<UUID>> draining(UUID after, int limit) {
    return sql.list(
        """
        SELECT c.id FROM chain c
        WHERE c.wound_up_at IS NULL AND c.state IN ('CLOSED', 'CANCELLED') AND c.id > $1
          AND EXISTS (SELECT 1 FROM chain_entry e WHERE e.chain_id = c.id AND e.state = 'RESERVED')
        ORDER BY c.id LIMIT $2""",
        row -> row.uuid("id"),
        after == null ? FIRST : after,
        limit);
  }

  /** A chain's entries that still wait for their payment, in the order of their ids. */
  Uni<List<Waiting>> reserved(UUID chain, UUID after, int limit) {
    return sql.list(
        """
        SELECT id, order_id, member_id FROM chain_entry
        WHERE chain_id = $1 AND state = 'RESERVED' AND id > $2
        ORDER BY id LIMIT $3""",
        Waiting::of,
        chain,
        after == null ? FIRST : after,
        limit);
  }

  /**
   * Closed chains whose every payment is known, and whose teams have all formed or failed; in the
   * order of their ids.
   */
  Uni<List<UUID>> decidable(UUID after, int limit) {
    return sql.list(
        """
        SELECT c.id FROM chain c
        WHERE c.state = 'CLOSED' AND c.wound_up_at IS NULL AND c.id > $1 AND NOT EXISTS (
          SELECT 1 FROM chain_entry e WHERE e.chain_id = c.id AND e.state = 'RESERVED')
          AND NOT EXISTS (
            SELECT 1 FROM chain_team t WHERE t.chain_id = c.id AND t.state = 'OPEN')
        ORDER BY c.id LIMIT $2""",
        row -> row.uuid("id"),
        after == null ? FIRST : after,
        limit);
  }

  /**
   * Decides the outcome and the step of every ladder, once for ever: by compare-and-set, and by a
   * unique log row.
   *
   * @return zero when it was decided before, or a payment or team is still undecided
   */
  Uni<Integer> settle(UUID chain) {
    return sql.update(
        """
        WITH settled AS (
          UPDATE chain c SET state = 'SETTLED', settled_at = $2, settled_have = c.have,
            outcome = CASE WHEN c.have >= c.minimum THEN 'SUCCEEDED' ELSE 'FAILED' END
          WHERE c.id = $1 AND c.state = 'CLOSED' AND NOT EXISTS (
            SELECT 1 FROM chain_entry e WHERE e.chain_id = c.id AND e.state = 'RESERVED')
            AND NOT EXISTS (
              SELECT 1 FROM chain_team t WHERE t.chain_id = c.id AND t.state = 'OPEN')
          RETURNING c.id, c.outcome)
        INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
        SELECT id, 'CLOSED', 'SETTLED', outcome, $2 FROM settled""",
        chain,
        clock.instant());
  }

  /** Ended chains that are not wound up, in the order of their ids. */
  Uni<List<UUID>> unfinished(UUID after, int limit) {
    return sql.list(
        """
        SELECT id FROM chain
        WHERE wound_up_at IS NULL AND state IN ('SETTLED', 'CANCELLED') AND id > $1
        ORDER BY id LIMIT $2""",
        row -> row.uuid("id"),
        after == null ? FIRST : after,
        limit);
  }

  /** Why the entries of a failed or cancelled chain are refunded. */
  Uni<String> refundCause(UUID chain) {
    return sql.first(
        """
        SELECT CASE WHEN state = 'CANCELLED' THEN 'CHAIN_CANCELLED'
                    ELSE 'CHAIN_NOT_FORMED' END AS cause
        FROM chain WHERE id = $1""",
        row -> row.text("cause"),
        chain);
  }

  /**
   * Paid entries of a failed or cancelled chain whose refund is not decided yet; those of teams are
   * refunded by {@link TeamEnds}.
   */
  Uni<List<Waiting>> unrefunded(UUID chain, UUID after, int limit) {
    return sql.list(
        """
        SELECT e.id, e.order_id, e.member_id FROM chain_entry e JOIN chain c ON c.id = e.chain_id
        WHERE e.chain_id = $1 AND (c.state = 'CANCELLED' OR c.outcome = 'FAILED')
          AND e.state = 'PAID' AND e.refunded_at IS NULL AND e.when_full IS NULL AND e.id > $2
        ORDER BY e.id LIMIT $3""",
        Waiting::of,
        chain,
        after == null ? FIRST : after,
        limit);
  }

  /**
   * Confirms some entries of a successful chain that get no difference; those of teams are as soon
   * as their team forms.
   */
  Uni<Integer> confirm(UUID chain, int limit) {
    return sql.update(
        """
        UPDATE chain_entry t
        SET state = 'CONFIRMED', difference_fen = CASE WHEN ready.laddered THEN 0 END
        FROM (
          SELECT e.id, c.laddered FROM chain_entry e JOIN chain c ON c.id = e.chain_id
          WHERE e.chain_id = $1 AND c.outcome = 'SUCCEEDED'
            AND e.state = 'PAID' AND e.refunded_at IS NULL AND e.when_full IS NULL
            AND NOT %s
          ORDER BY e.id LIMIT $2 FOR UPDATE OF e) ready
        WHERE t.id = ready.id"""
            .formatted(LadderRows.HAS_DIFFERENCE),
        chain,
        limit);
  }

  /**
   * @return zero when an entry still waits for its payment, refund or confirmation, or a team for
   *     its end
   */
  Uni<Integer> finish(UUID chain) {
    return sql.update(
        """
        UPDATE chain c SET wound_up_at = $2
        WHERE c.id = $1 AND c.wound_up_at IS NULL AND c.state IN ('SETTLED', 'CANCELLED')
          AND NOT EXISTS (
            SELECT 1 FROM chain_entry e WHERE e.chain_id = c.id
              AND (e.state = 'RESERVED' OR (e.state = 'PAID' AND e.refunded_at IS NULL)))
          AND NOT EXISTS (
            SELECT 1 FROM chain_team t WHERE t.chain_id = c.id AND t.state = 'OPEN')""",
        chain,
        clock.instant());
  }

  /** An entry that something has to happen to, and its order. */
  record Waiting(UUID entry, UUID order, UUID member) {
    static Waiting of(SqlRow row) {
      return new Waiting(row.uuid("id"), row.uuid("order_id"), row.uuid("member_id"));
    }
  }
}

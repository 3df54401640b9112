package io.siyu.chain;

import io.siyu.order.PaidOrder;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Entries of chains: one compare-and-set per change of state. */
@ApplicationScoped
class EntryRows {

  /**
   * Locks the hottest rows last, and once: a chain that is locked first and changed then has to
   * queue for itself while others join.
   */
  private static final String PAY =
      """
      WITH told AS (
        SELECT * FROM unnest($1::uuid[], $2::timestamptz[])
          WITH ORDINALITY AS t (order_id, paid_at, place)),
      entry AS (
        SELECT id, order_id, chain_id, measure FROM chain_entry
        WHERE order_id = ANY($1) AND state = ANY($4) AND when_full IS NULL
        ORDER BY id FOR NO KEY UPDATE),
      counted AS (
        SELECT e.id, e.chain_id, e.measure, t.paid_at,
          row_number() OVER (PARTITION BY e.chain_id ORDER BY t.place) AS nth
        FROM entry e JOIN told t ON t.order_id = e.order_id),
      sums AS (
        SELECT chain_id, count(*) AS entries, sum(measure)::bigint AS measure,
          max(paid_at) AS latest
        FROM counted GROUP BY chain_id),
      numbered AS (
        UPDATE chain c SET last_number = c.last_number + s.entries,
          have = c.have + s.measure,
          state = CASE WHEN c.state = 'OPEN' AND c.have + s.measure >= c.minimum
                       THEN 'REACHED' ELSE c.state END
        FROM sums s
        WHERE c.id = s.chain_id AND c.state IN ('OPEN', 'REACHED', 'CLOSED')
          AND c.deadline >= s.latest AND c.team_size IS NULL
          %s
        RETURNING c.id, c.last_number - s.entries AS before,
          c.state = 'REACHED' AND c.have - s.measure < c.minimum AS reached),
      logged AS (
        INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
        SELECT id, 'OPEN', 'REACHED', 'MINIMUM_REACHED', $3::timestamptz
        FROM numbered WHERE reached)
      UPDATE chain_entry t
      SET state = 'PAID', paid_at = k.paid_at, number = n.before + k.nth
      FROM counted k JOIN numbered n ON n.id = k.chain_id WHERE t.id = k.id
      RETURNING t.order_id, t.chain_id""";

  /**
   * In which order one statement comes to several chains is the planner's choice, and differs among
   * plans, so two such would lock each other out. They take the turns of all their chains before,
   * in one order. Whoever pays for one chain waits for nothing while it has its row, and needs no
   * turn.
   */
  private static final String IN_TURN =
      """
      AND (
        SELECT bool_and(pg_advisory_xact_lock(turn) IS NOT NULL) FROM (
          SELECT DISTINCT hashtextextended('siyu.chain:' || chain_id, 0) AS turn FROM sums
          ORDER BY turn) every_chain)""";

  private static final String PAY_ONE_CHAIN = PAY.formatted("");
  private static final String PAY_SEVERAL_CHAINS = PAY.formatted(IN_TURN);

  private final Sql sql;
  private final Clock clock;

  EntryRows(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @param place null unless the chain is a team buy
   */
  Uni<Void> insert(
      UUID entry,
      UUID chain,
      UUID member,
      UUID order,
      EntryWeight weight,
      String note,
      List<ChainStock.Wanted> lines,
      TeamPlace place) {
    Uni<Integer> all =
        sql.update(
            """
            INSERT INTO chain_entry
              (id, chain_id, member_id, order_id, state, measure, note, created_at, team_id, when_full,
               held)
            VALUES ($1, $2, $3, $4, 'RESERVED', $5, $6, $7, $8, $9, $10)""",
            entry,
            chain,
            member,
            order,
            weight.counted(),
            note,
            clock.instant(),
            place == null ? null : place.team(),
            place == null ? null : place.whenFull(),
            weight.counts() ? null : weight.held());
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
   * The payments count: each entry gets its chain's next number, in the order given, and what they
   * add up to is counted, in one statement.
   *
   * @return the chain of each that counts, by its order; of the others, one of the chain's payments
   *     here came too late, or the chain has ended, the entry is not reserved, or it is for {@link
   *     TeamPayments} to seat
   */
  Uni<Map<UUID, UUID>> pay(List<PaidOrder> paid) {
    return sql.list(
            paid.stream().map(one -> one.order().sourceId()).distinct().count() > 1
                ? PAY_SEVERAL_CHAINS
                : PAY_ONE_CHAIN,
            row -> Map.entry(row.uuid("order_id"), row.uuid("chain_id")),
            paid.stream().map(order -> order.order().orderId()).toList(),
            paid.stream().map(PaidOrder::paidAt).toList(),
            clock.instant(),
            EntryState.before(EntryState.PAID))
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Those of the orders whose payments were counted before. */
  Uni<List<UUID>> numbered(Collection<UUID> orders) {
    return sql.list(
        "SELECT order_id FROM chain_entry WHERE order_id = ANY($1) AND number IS NOT NULL",
        row -> row.uuid("order_id"),
        orders);
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
        RETURNING id, chain_id, member_id, measure, coalesce(held, measure) AS held, state, number""",
        EntryRows::ended,
        order,
        clock.instant(),
        EntryState.before(EntryState.EXPIRED));
  }

  /**
   * The order is refunded. A payment that came too late leaves no number; the entries of a failed
   * or cancelled chain or team stay as they were, as the chain or team itself says what happened;
   * any other entry is struck through, unless its goods were received.
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
                       WHEN e.state = 'PAID' AND (c.state = 'CANCELLED' OR c.outcome = 'FAILED'
                         OR EXISTS (SELECT FROM chain_team t
                                    WHERE t.id = e.team_id AND t.state = 'FAILED')) THEN e.state
                       ELSE 'WITHDRAWN' END
        FROM chain c
        WHERE c.id = e.chain_id AND e.order_id = $1 AND e.refunded_at IS NULL
          AND e.state <> 'EXPIRED'
        RETURNING e.id, e.chain_id, e.member_id, e.measure, coalesce(e.held, e.measure) AS held,
          e.state, e.number""",
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
        new EntryWeight(row.number("held"), row.number("measure")),
        row.enumeration(EntryState.class, "state"),
        !row.isNull("number"));
  }

  /**
   * An entry that has just ended.
   *
   * @param state the new one
   * @param numbered whether it was paid in time, and so what counts of it was counted
   */
  record Ended(
      UUID id, UUID chain, UUID member, EntryWeight weight, EntryState state, boolean numbered) {}

  record Owned(UUID id, UUID chain, UUID order, EntryState state) {}
}

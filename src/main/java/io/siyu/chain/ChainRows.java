package io.siyu.chain;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The chain's own row and its items: reads, and guarded changes that lock the hottest row last. */
@ApplicationScoped
class ChainRows {

  static final String COLUMNS =
      """
      c.id, c.title, c.description, c.state, c.outcome, c.minimum_unit, c.minimum, c.maximum,
      c.deadline, c.delivers, c.have, c.held, c.published_at,
      c.nickname_display,
      c.replicated_from,
      c.team_size, c.team_hours\
      """;

  /**
   * Of the maximum, while an entry that does not count ($2 is false) joins: what is missing to the
   * minimum, which customers alone fill.
   */
  static final String KEPT_FOR_CUSTOMERS =
      "CASE WHEN $2 THEN 0 ELSE greatest(0, minimum - have) END";

  private final Sql sql;
  private final Clock clock;

  ChainRows(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @return null when there is none
   */
  Uni<ChainTerms> chain(UUID id) {
    return sql.first("SELECT " + COLUMNS + " FROM chain c WHERE c.id = $1", ChainRows::terms, id);
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is none
   */
  Uni<ChainTerms> require(UUID id) {
    return chain(id).onItem().ifNull().failWith(() -> RequestFailure.notFound("Chain"));
  }

  /**
   * As it stands once everybody who is changing it is done; and it stays so for the caller. What
   * merely refers to the chain, such as a copy of it or an entry that is being made, goes on, and
   * is not waited for: while many join there is always one.
   *
   * @throws RequestFailure NOT_FOUND when there is none
   */
  Uni<ChainTerms> lockToChange(UUID id) {
    return sql.first(
            "SELECT " + COLUMNS + " FROM chain c WHERE c.id = $1 FOR NO KEY UPDATE",
            ChainRows::terms,
            id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Chain"));
  }

  /** In the order in which the chain lists them, with their ladders. */
  Uni<List<ChainItemTerms>> items(Collection<UUID> chains) {
    return sql.list(
        """
        SELECT i.id, i.chain_id, i.sku_id, i.name, i.chain_price_fen, i.stock, i.per_member_limit,
          i.planned_stock, c.minimum, coalesce(c.settled_have, c.have) AS have,
          CASE WHEN c.laddered THEN (
            SELECT jsonb_agg(jsonb_build_array(s.threshold, s.price_fen) ORDER BY s.threshold)
            FROM chain_ladder_step s WHERE s.item_id = i.id) END AS further
        FROM chain_item i JOIN chain c ON c.id = i.chain_id
        WHERE i.chain_id = ANY($1) ORDER BY i.chain_id, i.position""",
        ChainRows::item,
        chains);
  }

  /**
   * Holds a part of the chain for an entry that is not paid yet.
   *
   * @return zero when the chain is not open any more or its maximum would be passed, or would not
   *     leave room for the customers who are missing to the minimum
   */
  Uni<Integer> hold(UUID chain, EntryWeight weight) {
    return sql.update(
        """
        UPDATE chain SET held = held + $3
        WHERE id = $1 AND state IN ('OPEN', 'REACHED') AND deadline > $4
          AND held + $3 + %s <= coalesce(maximum, 2147483647)"""
            .formatted(KEPT_FOR_CUSTOMERS),
        chain,
        weight.counts(),
        weight.held(),
        clock.instant());
  }

  /** An entry ended unpaid. */
  Uni<Void> letGo(UUID chain, EntryWeight weight) {
    return sql.update("UPDATE chain SET held = held - $2 WHERE id = $1", chain, weight.held())
        .replaceWithVoid();
  }

  /**
   * A paid entry ended. What a settled or cancelled chain had is history and stays; before that the
   * minimum may be missed again.
   */
  Uni<Void> uncount(UUID chain, EntryWeight weight) {
    return sql.update(
            """
            WITH changed AS (
              UPDATE chain SET held = held - $2, have = have - $4,
                state = CASE WHEN state = 'REACHED' AND have - $4 < minimum THEN 'OPEN' ELSE state END
              WHERE id = $1 AND state IN ('OPEN', 'REACHED', 'CLOSED')
              RETURNING id, state = 'OPEN' AND have + $4 >= minimum AS undone)
            INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
            SELECT id, 'REACHED', 'OPEN', 'ENTRY_WITHDRAWN', $3 FROM changed WHERE undone\
            """,
            chain,
            weight.held(),
            clock.instant(),
            weight.counted())
        .replaceWithVoid();
  }

  /**
   * Moves the chain on if it is in one of the states that allow it.
   *
   * @return zero when it is in no such state
   */
  Uni<Integer> move(UUID chain, ChainState to, String cause) {
    return sql.update(
        """
        WITH before AS (
          SELECT id, state FROM chain WHERE id = $1 AND state = ANY($2) FOR NO KEY UPDATE),
        moved AS (
          UPDATE chain c SET state = $3,
            published_at = CASE WHEN $3 = 'OPEN' THEN $5 ELSE c.published_at END,
            closed_at = CASE WHEN $3 = 'CLOSED' THEN $5 ELSE c.closed_at END
          FROM before b WHERE c.id = b.id RETURNING c.id, b.state)
        INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
        SELECT id, state, $3, $4, $5 FROM moved\
        """,
        chain,
        ChainState.before(to),
        to,
        cause,
        clock.instant());
  }

  /**
   * As {@link #move}, for those who are told when it cannot be.
   *
   * @throws Refusal WRONG_STATE when it is in no such state
   */
  Uni<Void> moveSurely(UUID chain, ChainState to, String cause) {
    return move(chain, to, cause)
        .invoke(
            moved -> {
              if (moved == 0) {
                throw wrongState();
              }
            })
        .replaceWithVoid();
  }

  static Refusal wrongState() {
    return Refusal.of(
        ChainRefusalCode.WRONG_STATE,
        "The chain-buy is in no state that allows this. Read it again.",
        "input",
        "chainId");
  }

  /** Whether the chain is still open; waits for whoever is changing it, and then nobody can. */
  Uni<Boolean> lockIfOpen(UUID chain) {
    return sql.first(
            """
            SELECT 1 FROM chain WHERE id = $1 AND state IN ('OPEN', 'REACHED') AND deadline > $2
            FOR NO KEY UPDATE""",
            row -> true,
            chain,
            clock.instant())
        .map(found -> found != null);
  }

  /** Whether the chain of an order's entry takes payments, as it stands now. */
  Uni<Boolean> isOpenFor(UUID order) {
    return sql.first(
            """
            SELECT 1 FROM chain_entry e JOIN chain c ON c.id = e.chain_id
            WHERE e.order_id = $1 AND c.state IN ('OPEN', 'REACHED') AND c.deadline > $2""",
            row -> true,
            order,
            clock.instant())
        .map(found -> found != null);
  }

  Instant now() {
    return clock.instant();
  }

  static ChainTerms terms(SqlRow row) {
    return new ChainTerms(
        row.uuid("id"),
        row.text("title"),
        row.text("description"),
        row.enumeration(ChainState.class, "state"),
        row.enumeration(ChainOutcome.class, "outcome"),
        row.enumeration(ChainUnit.class, "minimum_unit"),
        row.number("minimum"),
        row.isNull("maximum") ? null : row.number("maximum"),
        row.instant("deadline"),
        row.bool("delivers"),
        row.number("have"),
        row.number("held"),
        row.instant("published_at"),
        row.enumeration(NicknameDisplay.class, "nickname_display"),
        row.uuid("replicated_from"),
        row.isNull("team_size") ? null : row.integer("team_size"),
        row.isNull("team_hours") ? null : row.integer("team_hours"));
  }

  private static ChainItemTerms item(SqlRow row) {
    Money price = Money.ofFen(row.number("chain_price_fen"));
    return new ChainItemTerms(
        row.uuid("id"),
        row.uuid("chain_id"),
        row.uuid("sku_id"),
        row.text("name"),
        price,
        row.integer("stock"),
        row.isNull("per_member_limit") ? null : row.integer("per_member_limit"),
        row.integer("planned_stock"),
        Ladder.of(
            row.number("minimum"),
            price,
            Ladder.further(row.raw().getJsonArray("further")),
            row.number("have")));
  }
}

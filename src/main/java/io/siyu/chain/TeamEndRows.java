package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The statements that end teams. Each finds its work by state, so a run can stop anywhere. */
@ApplicationScoped
class TeamEndRows {

  private static final UUID FIRST = new UUID(0, 0);

  /** Open teams whose time is over, by their own clock or with their chain's. */
  private static final String DUE =
      """
      WITH due AS (
        SELECT id FROM chain_team WHERE state = 'OPEN' AND ends_at <= $1
        UNION
        SELECT t.id FROM chain c JOIN chain_team t ON t.chain_id = c.id AND t.state = 'OPEN'
        WHERE c.wound_up_at IS NULL AND c.state IN ('CLOSED', 'SETTLED', 'CANCELLED'))
      """;

  private final Sql sql;
  private final Clock clock;

  TeamEndRows(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Entries that still wait for a payment into a team that is due, in the order of their ids. */
  Uni<List<Due>> reserved(UUID after, int limit) {
    return sql.list(
        DUE
            + """
            SELECT e.id, e.order_id,
              e.when_full = 'OPEN_OWN' AND c.state IN ('OPEN', 'REACHED') AND c.deadline > $1 AS stays
            FROM due JOIN chain_entry e ON e.team_id = due.id JOIN chain c ON c.id = e.chain_id
            WHERE e.state = 'RESERVED' AND e.id > $2
            ORDER BY e.id LIMIT $3""",
        row -> new Due(row.uuid("id"), row.uuid("order_id"), row.bool("stays")),
        clock.instant(),
        after == null ? FIRST : after,
        limit);
  }

  /** The entry's payment, when it comes, opens a team: the one it asked for is over. */
  Uni<Integer> detach(UUID entry) {
    return sql.update(
        "UPDATE chain_entry SET team_id = NULL WHERE id = $1 AND state = 'RESERVED'", entry);
  }

  /** Teams that are due and whose every payment is known, in the order of their ids. */
  Uni<List<UUID>> failing(UUID after, int limit) {
    return sql.list(
        DUE
            + """
            SELECT id FROM due WHERE id > $2 AND NOT EXISTS (
              SELECT FROM chain_entry e WHERE e.team_id = due.id AND e.state = 'RESERVED')
            ORDER BY id LIMIT $3""",
        row -> row.uuid("id"),
        clock.instant(),
        after == null ? FIRST : after,
        limit);
  }

  /**
   * @return null when the team has formed or failed before, or a payment is still unknown
   */
  Uni<Failed> fail(UUID team) {
    return sql.first(
        """
        UPDATE chain_team t SET state = 'FAILED', failed_at = $2, announced = true
        FROM chain c
        WHERE c.id = t.chain_id AND t.id = $1 AND t.state = 'OPEN' AND NOT EXISTS (
          SELECT FROM chain_entry e WHERE e.team_id = t.id AND e.state = 'RESERVED')
        RETURNING t.id, t.chain_id,
          CASE WHEN c.state = 'CANCELLED' THEN 'CANCELLED'
               WHEN c.deadline < t.ends_at THEN 'CLOSED_EARLY'
               ELSE 'OUT_OF_TIME' END AS why""",
        row ->
            new Failed(
                row.uuid("id"), row.uuid("chain_id"), row.enumeration(TeamFailure.class, "why")),
        team,
        clock.instant());
  }

  /** Seated entries of failed teams whose refund is not decided yet, in the order of their ids. */
  Uni<List<Due>> unrefunded(UUID after, int limit) {
    return sql.list(
        """
        SELECT e.id, e.order_id FROM chain_team t JOIN chain_entry e ON e.team_id = t.id
        WHERE t.state = 'FAILED' AND t.wound_up_at IS NULL
          AND e.state = 'PAID' AND e.refunded_at IS NULL AND e.id > $1
        ORDER BY e.id LIMIT $2""",
        row -> new Due(row.uuid("id"), row.uuid("order_id"), false),
        after == null ? FIRST : after,
        limit);
  }

  /** Failed teams whose every refund is decided, in the order of their ids. */
  Uni<List<UUID>> refunded(UUID after, int limit) {
    return sql.list(
        """
        SELECT t.id FROM chain_team t
        WHERE t.state = 'FAILED' AND t.wound_up_at IS NULL AND t.id > $1 AND NOT EXISTS (
          SELECT FROM chain_entry e
          WHERE e.team_id = t.id AND e.state = 'PAID' AND e.refunded_at IS NULL)
        ORDER BY t.id LIMIT $2""",
        row -> row.uuid("id"),
        after == null ? FIRST : after,
        limit);
  }

  /**
   * Notes of teams that {@link #refunded} has found that they are: none of them is seated again.
   */
  Uni<Integer> finish(List<UUID> teams) {
    return sql.update(
        """
        UPDATE chain_team SET wound_up_at = $1 WHERE id IN (
          SELECT id FROM chain_team WHERE id = ANY($2) AND wound_up_at IS NULL
          ORDER BY id FOR NO KEY UPDATE)""",
        clock.instant(),
        teams);
  }

  /**
   * An entry that something has to happen to, and its order.
   *
   * @param stays whether it may still pay, into a team of its own
   */
  record Due(UUID id, UUID order, boolean stays) {}

  /** A team that has just failed. */
  record Failed(UUID team, UUID chain, TeamFailure why) {}
}

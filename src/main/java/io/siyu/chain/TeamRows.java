package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Teams and their seats. Rows are locked in the order team, stock, chain; and an entry that is
 * seated only by whoever holds its team.
 */
@ApplicationScoped
class TeamRows {

  static final String COLUMNS =
      "t.id, t.chain_id, t.size, t.taken, t.state, t.opened_at, t.ends_at";

  /** Of member e in team t: a team is made of different members. */
  private static final String HAS_SEAT =
      """
      EXISTS (SELECT FROM chain_entry s WHERE s.team_id = t.id AND s.member_id = e.member_id
        AND s.number IS NOT NULL AND s.refunded_at IS NULL)""";

  private final Sql sql;
  private final Clock clock;

  TeamRows(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @return null when the chain has no such team
   */
  Uni<TeamTerms> team(UUID chain, UUID team) {
    return sql.first(
        "SELECT " + COLUMNS + " FROM chain_team t WHERE t.id = $2 AND t.chain_id = $1",
        TeamRows::terms,
        chain,
        team);
  }

  Uni<Boolean> hasSeat(UUID member, UUID team) {
    return sql.first(
        "SELECT "
            + HAS_SEAT
            + " AS seated FROM chain_team t, (SELECT $1::uuid AS member_id) e WHERE t.id = $2",
        row -> row.bool("seated"),
        member,
        team);
  }

  /**
   * @return null unless the order is that of a team buy's entry that waits for its payment
   */
  Uni<Waiting> waiting(UUID order) {
    return sql.first(
        """
        SELECT id, chain_id, team_id, when_full FROM chain_entry
        WHERE order_id = $1 AND state = ANY($2) AND when_full IS NOT NULL""",
        row ->
            new Waiting(
                row.uuid("id"),
                row.uuid("chain_id"),
                row.uuid("team_id"),
                row.enumeration(WhenFull.class, "when_full")),
        order,
        EntryState.before(EntryState.PAID));
  }

  /**
   * The payment takes a seat in the team that its entry asks for, and the chain's next number, in
   * one statement that touches the hottest row last and once. The last seat forms the team.
   *
   * @return null when there is no seat, the payment came too late, or the chain has ended
   */
  Uni<Seated> takeSeat(UUID order, Instant paidAt) {
    return sql.first(
        """
        WITH entry AS (
          SELECT id, chain_id, member_id, team_id FROM chain_entry
          WHERE order_id = $1 AND state = ANY($4) FOR UPDATE),
        team AS (
          SELECT t.id, t.size, t.taken + 1 = t.size AS last
          FROM entry e JOIN chain_team t ON t.id = e.team_id
          WHERE t.state = 'OPEN' AND t.ends_at >= $2::timestamptz AND NOT %s
          FOR NO KEY UPDATE OF t),
        numbered AS (
          UPDATE chain c SET last_number = c.last_number + 1,
            have = c.have + CASE WHEN t.last THEN t.size ELSE 0 END,
            state = CASE WHEN c.state = 'OPEN' AND t.last THEN 'REACHED' ELSE c.state END
          FROM entry e JOIN team t ON t.id = e.team_id
          WHERE c.id = e.chain_id AND c.state IN ('OPEN', 'REACHED', 'CLOSED')
            AND c.deadline >= $2::timestamptz
          RETURNING c.id, c.last_number, t.id AS team, t.last,
            c.state = 'REACHED' AND t.last AND c.have = t.size AS reached),
        logged AS (
          INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
          SELECT id, 'OPEN', 'REACHED', 'TEAM_FORMED', $3::timestamptz
          FROM numbered WHERE reached),
        seated AS (
          UPDATE chain_team t SET taken = t.taken + 1,
            state = CASE WHEN n.last THEN 'FORMED' ELSE t.state END,
            formed_at = CASE WHEN n.last THEN $3::timestamptz END, announced = n.last
          FROM numbered n WHERE t.id = n.team)
        UPDATE chain_entry t SET state = 'PAID', paid_at = $2::timestamptz, number = n.last_number
        FROM numbered n, entry e WHERE t.id = e.id
        RETURNING t.team_id, n.last"""
            .formatted(HAS_SEAT),
        row -> new Seated(row.uuid("team_id"), row.bool("last")),
        order,
        paidAt,
        clock.instant(),
        EntryState.before(EntryState.PAID));
  }

  /**
   * Those who sit in a team that has just formed; a statement of its own, as it has to see whoever
   * took a seat while {@link #takeSeat} waited for the team.
   */
  Uni<Integer> confirm(UUID team) {
    return sql.update(
        """
        UPDATE chain_entry SET state = 'CONFIRMED'
        WHERE team_id = $1 AND state = 'PAID' AND refunded_at IS NULL""",
        team);
  }

  /**
   * The payment opens a team and takes its first seat, with the whole of the team's time from now
   * on, as others can join it only now. Where the chain is over by now, but was not when the
   * payment was made, the team is over, too: it was the member's own from the payment until the
   * deadline, and fails like any other that did not fill up.
   *
   * @param team its id
   * @return whether others can still join it; null when the payment came too late, or the chain was
   *     called off or settled
   */
  Uni<Boolean> open(UUID order, UUID team, Instant paidAt) {
    return sql.first(
        """
        WITH entry AS (
          SELECT id, chain_id FROM chain_entry
          WHERE order_id = $1 AND state = ANY($5) FOR UPDATE),
        numbered AS (
          UPDATE chain c SET last_number = c.last_number + 1
          FROM entry e
          WHERE c.id = e.chain_id AND c.team_size IS NOT NULL
            AND c.state IN ('OPEN', 'REACHED', 'CLOSED') AND c.deadline >= $2::timestamptz
          RETURNING c.id, c.last_number, c.team_size, coalesce(c.planned_deadline, c.deadline) AS until,
            c.state <> 'CLOSED' AND c.deadline > $3::timestamptz AS goes_on,
            make_interval(hours => c.team_hours) AS time),
        opened AS (
          INSERT INTO chain_team (id, chain_id, size, taken, state, opened_at, ends_at)
          SELECT $4, id, team_size, 1, 'OPEN',
            -- A team has some time, even one whose payment came at the very deadline.
            CASE WHEN goes_on THEN $3::timestamptz
                 ELSE least($2::timestamptz, until - interval '1 microsecond') END,
            least(CASE WHEN goes_on THEN $3::timestamptz ELSE $2::timestamptz END + time, until)
          FROM numbered)
        UPDATE chain_entry t SET state = 'PAID', paid_at = $2::timestamptz, number = n.last_number,
          team_id = $4
        FROM numbered n, entry e WHERE t.id = e.id
        RETURNING n.goes_on""",
        row -> row.bool("goes_on"),
        order,
        paidAt,
        clock.instant(),
        team,
        EntryState.before(EntryState.PAID));
  }

  /**
   * Why the entry's payment could not be seated in its team; or, once the chain is over, why it
   * could not open an own one, if that is what was chosen. Refunds and notices name it.
   */
  Uni<String> obstacle(UUID order, Instant paidAt) {
    return sql.first(
        """
        SELECT CASE WHEN c.state = 'CANCELLED' AND $2::timestamptz <= c.deadline
                      THEN 'CHAIN_CANCELLED'
                    WHEN CASE e.when_full WHEN 'REFUND' THEN t.id IS NULL ELSE
                        $2::timestamptz > c.deadline OR c.state IN ('SETTLED', 'CANCELLED') END
                      THEN 'CHAIN_PAID_TOO_LATE'
                    WHEN t.state = 'FORMED' THEN 'TEAM_FULL'
                    WHEN %s THEN 'ALREADY_IN_TEAM'
                    ELSE 'TEAM_ENDED' END AS obstacle
        FROM chain_entry e JOIN chain c ON c.id = e.chain_id
        LEFT JOIN chain_team t ON t.id = e.team_id WHERE e.order_id = $1"""
            .formatted(HAS_SEAT),
        row -> row.text("obstacle"),
        order,
        paidAt);
  }

  /**
   * Why a payment that begins now would only be given back: its entry wants a seat in that team
   * alone, which has none for it.
   *
   * @return null when it can still be seated, and for entries without such a wish
   */
  Uni<ChainRefusalCode> obstacleToPaying(UUID order) {
    return sql.first(
        """
        SELECT CASE WHEN t.state = 'FORMED' THEN 'TEAM_FULL'
                    WHEN t.state <> 'OPEN' OR t.ends_at <= $2 THEN 'TEAM_ENDED'
                    ELSE 'ALREADY_IN_TEAM' END AS obstacle
        FROM chain_entry e JOIN chain_team t ON t.id = e.team_id
        WHERE e.order_id = $1 AND e.number IS NULL AND e.when_full = 'REFUND'
          AND (t.state <> 'OPEN' OR t.ends_at <= $2 OR %s)"""
            .formatted(HAS_SEAT),
        row -> row.enumeration(ChainRefusalCode.class, "obstacle"),
        order,
        clock.instant());
  }

  /**
   * Waits for whoever is changing the team that the order's entry sits in; until the transaction
   * ends, nobody else can.
   *
   * @return null for an entry that sits in none
   */
  Uni<TeamTerms> lock(UUID order) {
    return sql.first(
        "SELECT "
            + COLUMNS
            + """
             FROM chain_entry e JOIN chain_team t ON t.id = e.team_id
            WHERE e.order_id = $1 AND e.number IS NOT NULL FOR NO KEY UPDATE OF t""",
        TeamRows::terms,
        order);
  }

  /** Of a team that is still open; what a formed one had is history. */
  Uni<Void> freeSeat(UUID team) {
    return sql.update(
            "UPDATE chain_team SET taken = taken - 1 WHERE id = $1 AND state = 'OPEN'", team)
        .replaceWithVoid();
  }

  static TeamTerms terms(SqlRow row) {
    return new TeamTerms(
        row.uuid("id"),
        row.uuid("chain_id"),
        row.integer("size"),
        row.integer("taken"),
        row.enumeration(TeamState.class, "state"),
        row.instant("opened_at"),
        row.instant("ends_at"));
  }

  /**
   * An entry whose payment has come.
   *
   * @param team null to open one
   */
  record Waiting(UUID id, UUID chain, UUID team, WhenFull whenFull) {}

  /**
   * @param formed whether it was the last seat
   */
  record Seated(UUID team, boolean formed) {}
}

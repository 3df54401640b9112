package io.siyu.chain;

import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Plays the members of team buys under {@code @QuarkusTest}. */
@ApplicationScoped
class TeamFixture extends ChainRecords {

  /** Of the teams of {@link Plan#teamsOf}: shorter than the two hours of the chain. */
  static final Duration TEAM_TIME = Duration.ofHours(1);

  private final ChainFixture chains;
  private final TeamJoining joining;
  private final MovableClock clock;

  TeamFixture(ChainFixture chains, TeamJoining joining, MovableClock clock) {
    this.chains = chains;
    this.joining = joining;
    this.clock = clock;
  }

  Published published(int size) {
    return chains.published(Plan.teamsOf(size));
  }

  /**
   * @param team null to open one
   */
  Uni<UUID> join(UUID member, Published chain, UUID team, WhenFull whenFull) {
    return join(member, chain, team, whenFull, 1);
  }

  Uni<UUID> join(UUID member, Published chain, UUID team, WhenFull whenFull, int quantity) {
    return joining.join(
        member,
        chain.id(),
        team,
        whenFull,
        List.of(new ChainJoining.JoinLine(chain.item(), quantity)),
        null,
        null,
        ChainFixture.key());
  }

  UUID joined(Published chain, UUID team, WhenFull whenFull) {
    return await(join(chains.member("拼友"), chain, team, whenFull));
  }

  /** A new member joins and pays; the notice has come when this returns. */
  UUID seated(Published chain, UUID team, WhenFull whenFull) {
    UUID entry = joined(chain, team, whenFull);
    chains.pay(entry);
    return entry;
  }

  /** A team that a new member has opened. */
  UUID opened(Published chain) {
    return teamOf(seated(chain, null, WhenFull.REFUND));
  }

  UUID teamOf(UUID entry) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT team_id FROM chain_entry WHERE id = $1",
                    row -> row.uuid("team_id"),
                    entry)));
  }

  /** Whatever became of them, the oldest first. */
  List<UUID> teamsOf(Published chain) {
    return await(
        database.read(
            () ->
                sql.list(
                    "SELECT id FROM chain_team WHERE chain_id = $1 ORDER BY id",
                    row -> row.uuid("id"),
                    chain.id())));
  }

  /** Fen that the gateway took for the entry's order. */
  long takenFor(UUID entry) {
    return number(
        """
        SELECT coalesce(sum(p.amount_fen), 0)::bigint
        FROM chain_entry e LEFT JOIN payment p
          ON p.order_id = e.order_id AND p.state IN ('PAID', 'PAID_LATE')
        WHERE e.id = $1""",
        entry);
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

  /** {@code OPEN 1/2}. */
  String stateOfTeam(UUID team) {
    return text("SELECT state || ' ' || taken || '/' || size FROM chain_team WHERE id = $1", team);
  }

  /** {@code PAID}, then why it ended, then whether its money goes back. */
  String fate(UUID entry) {
    return text(
        """
        SELECT concat_ws(' ', state, end_cause, CASE WHEN refunded_at IS NOT NULL THEN 'refunded' END)
        FROM chain_entry WHERE id = $1""",
        entry);
  }

  /** Fen of the entry's order that are decided to go back. */
  long refundedOf(UUID entry) {
    return number(
        """
        SELECT coalesce(sum(r.amount_fen), 0)::bigint
        FROM chain_entry e LEFT JOIN order_refund r ON r.order_id = e.order_id WHERE e.id = $1""",
        entry);
  }

  /** The time of the teams that are open now is over. */
  void passTeamTime() {
    clock.advance(TEAM_TIME);
  }

  void endTeams() {
    background.run("chain-team-ends");
  }

  /** Everything that teams and refusals must leave as it is. */
  String fingerprint(Published chain) {
    return chains.fingerprint(chain)
        + text(
            "SELECT string_agg(t::text, ',' ORDER BY t.id) FROM chain_team t WHERE t.chain_id = $1",
            chain.id());
  }
}

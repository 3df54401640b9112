package io.siyu.chain;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.order.DeliveryChoice;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Joining a team buy (拼团). Goods, maximum and limit are held at once, as in any chain; the seat is
 * taken by the payment ({@link TeamPayments}), so that whoever does not pay keeps nobody out.
 */
@ApplicationScoped
public class TeamJoining {

  private final Idempotency idempotency;
  private final ChainJoining joining;
  private final ChainRows chains;
  private final TeamRows teams;

  TeamJoining(Idempotency idempotency, ChainJoining joining, ChainRows chains, TeamRows teams) {
    this.idempotency = idempotency;
    this.joining = joining;
    this.chains = chains;
    this.teams = teams;
  }

  /**
   * @param team null to open one
   * @param whenFull what becomes of the payment when the team has no seat for it by then; REFUND
   *     also refuses, without a payment, what could not be seated even now
   * @param lines as in {@link ChainJoining#join}, and so note and delivery
   * @return the entry's id
   * @throws Refusal as {@link ChainJoining#join}, NO_TEAM_BUY, TEAM_FULL, TEAM_ENDED,
   *     ALREADY_IN_TEAM or STAFF_FILL_NO_TEAM; then nothing was changed
   * @throws RequestFailure NOT_FOUND when there is no such chain, or it has no such team
   */
  public Uni<UUID> join(
      UUID member,
      UUID chain,
      UUID team,
      WhenFull whenFull,
      List<ChainJoining.JoinLine> lines,
      String note,
      DeliveryChoice delivery,
      String idempotencyKey) {
    JoinWish wish = JoinWish.checked(lines, note, delivery);
    return idempotency.once(
        member,
        "joinTeam",
        idempotencyKey,
        Fingerprint.of(chain, team, whenFull, wish.lines(), wish.note(), wish.delivery()),
        () -> joining.join(member, chain, wish, terms -> place(member, terms, team, whenFull)));
  }

  private Uni<TeamPlace> place(UUID member, ChainTerms chain, UUID team, WhenFull whenFull) {
    if (!chain.isTeamBuy()) {
      throw Refusal.of(
          ChainRefusalCode.NO_TEAM_BUY,
          "This is no team buy. Join it by joinChain.",
          "input",
          "chainId");
    }
    if (team == null) {
      // No team is asked for that could be full.
      return Uni.createFrom().item(own(WhenFull.REFUND));
    }
    return teams
        .team(chain.id(), team)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Team"))
        .chain(found -> obstacle(member, found).map(why -> place(found, whenFull, why)));
  }

  /** As it looks now; what counts is how it is when the payment comes. */
  private Uni<Refusal> obstacle(UUID member, TeamTerms team) {
    if (team.state() == TeamState.FORMED) {
      return Uni.createFrom().item(full());
    }
    if (!team.isJoinable(chains.now())) {
      return Uni.createFrom().item(ended("teamId"));
    }
    return teams.hasSeat(member, team.id()).map(seated -> seated ? alreadyIn() : null);
  }

  private static TeamPlace place(TeamTerms team, WhenFull whenFull, Refusal obstacle) {
    return switch (whenFull) {
      case REFUND -> {
        if (obstacle != null) {
          throw obstacle;
        }
        yield new TeamPlace(team.id(), whenFull, team.endsAt());
      }
      case OPEN_OWN -> obstacle == null ? new TeamPlace(team.id(), whenFull, null) : own(whenFull);
    };
  }

  private static TeamPlace own(WhenFull whenFull) {
    return new TeamPlace(null, whenFull, null);
  }

  static Refusal full() {
    return Refusal.of(
            ChainRefusalCode.TEAM_FULL,
            "The team is full. Join another one, or open your own.",
            "input",
            "teamId")
        .with("available", 0);
  }

  static Refusal alreadyIn() {
    return Refusal.of(
        ChainRefusalCode.ALREADY_IN_TEAM,
        "You have a seat in this team. Invite others to the rest, or open another team.",
        "input",
        "teamId");
  }

  static Refusal ended(String field) {
    return Refusal.of(ChainRefusalCode.TEAM_ENDED, "The team's time is over.", "input", field);
  }
}

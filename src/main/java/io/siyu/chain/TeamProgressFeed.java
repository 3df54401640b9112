package io.siyu.chain;

import io.siyu.platform.graphql.SharedSubscription;
import io.siyu.platform.redis.PacedReadings;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Live progress of one team, by hints of its own: the chain's progress does not change with each
 * seat.
 */
@ApplicationScoped
class TeamProgressFeed implements SharedSubscription {

  private final TeamQueries teams;
  private final PacedReadings<TeamTerms> readings;

  TeamProgressFeed(ChainHints hints, TeamQueries teams, ChainProgressConfig config) {
    this.teams = teams;
    this.readings =
        new PacedReadings<>(
            hints::listenToTeam, teams::again, config.every(), config.anywayEvery());
  }

  @Override
  public String field() {
    return "chainTeamProgress";
  }

  /**
   * The team as it stands now, then again after each change; ends with the final state. Fails with
   * NOT_FOUND when the chain has no such team.
   */
  Multi<TeamTerms> watch(UUID chain, UUID team) {
    return teams
        .one(chain, team)
        .onItem()
        .transformToMulti(found -> readings.watch(team))
        .skip()
        .repetitions()
        .onItem()
        .transformToMultiAndConcatenate(TeamProgressFeed::upToTheEnd)
        .select()
        .first(Optional::isPresent)
        .map(Optional::get)
        .onOverflow()
        .dropPreviousItems();
  }

  /** Behind a final state comes nothing. */
  private static Multi<Optional<TeamTerms>> upToTheEnd(TeamTerms team) {
    return team.state() == TeamState.OPEN
        ? Multi.createFrom().item(Optional.of(team))
        : Multi.createFrom().items(Optional.of(team), Optional.empty());
  }
}

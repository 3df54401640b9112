package io.siyu.chain;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.graphql.SharedSubscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Live progress of one team, by hints of its own: the chain's progress does not change with each
 * seat, and those of a team are few, so that it is read after each hint.
 */
@ApplicationScoped
class TeamProgressFeed implements SharedSubscription {

  private static final Logger LOG = Logger.getLogger(TeamProgressFeed.class);

  private static final Duration RETRY_MIN = Duration.ofMillis(200);
  private static final Duration RETRY_MAX = Duration.ofSeconds(5);

  private final ChainHints hints;
  private final TeamQueries teams;
  private final Duration anywayEvery;

  TeamProgressFeed(ChainHints hints, TeamQueries teams, ChainProgressConfig config) {
    this.hints = hints;
    this.teams = teams;
    this.anywayEvery = config.anywayEvery();
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
    return Multi.createBy()
        .merging()
        .streams(hints.listenToTeam(team), anyway())
        .onOverflow()
        .dropPreviousItems()
        .onItem()
        .transformToUniAndConcatenate(hint -> read(chain, team))
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

  /** At the beginning, and then now and again: a hint may have been lost. */
  private Multi<String> anyway() {
    return Multi.createFrom().ticks().every(anywayEvery).onOverflow().drop().map(tick -> "anyway");
  }

  /** What cannot be read now is read again soon; the watcher stays. */
  private Uni<TeamTerms> read(UUID chain, UUID team) {
    return teams
        .one(chain, team)
        .onFailure(failure -> !(failure instanceof RequestFailure))
        .invoke(failure -> LOG.warnf("Progress of a team: %s", failure.toString()))
        .onFailure(failure -> !(failure instanceof RequestFailure))
        .retry()
        .withBackOff(RETRY_MIN, RETRY_MAX)
        .indefinitely();
  }

  /** Behind a final state comes nothing. */
  private static Multi<Optional<TeamTerms>> upToTheEnd(TeamTerms team) {
    return team.state() == TeamState.OPEN
        ? Multi.createFrom().item(Optional.of(team))
        : Multi.createFrom().items(Optional.of(team), Optional.empty());
  }
}

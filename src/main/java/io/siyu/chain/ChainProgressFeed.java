package io.siyu.chain;

import io.siyu.platform.graphql.SharedSubscription;
import io.siyu.platform.redis.PacedReadings;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Live progress of chains. */
@ApplicationScoped
public class ChainProgressFeed implements SharedSubscription {

  private final PacedReadings<ChainTerms> readings;

  ChainProgressFeed(ChainHints hints, ChainQueries chains, ChainProgressConfig config) {
    this.readings =
        new PacedReadings<>(hints::listen, chains::published, config.every(), config.anywayEvery());
  }

  @Override
  public String field() {
    return "chainProgress";
  }

  /**
   * The chain as it stands now, then again after each change; while changes come faster than they
   * can be read or sent, only the latest counts. Ends with the final state. Fails with NOT_FOUND
   * when there is no such chain.
   */
  public Multi<ChainTerms> watch(UUID chain) {
    return readings
        .watch(chain)
        .skip()
        .repetitions()
        .onItem()
        .transformToMultiAndConcatenate(ChainProgressFeed::upToTheEnd)
        .select()
        .first(step -> step.chain() != null)
        .map(Step::chain)
        .onOverflow()
        .dropPreviousItems();
  }

  /** Behind a final state comes a step without one. */
  private static Multi<Step> upToTheEnd(ChainTerms chain) {
    return chain.state().next().isEmpty()
        ? Multi.createFrom().items(new Step(chain), new Step(null))
        : Multi.createFrom().item(new Step(chain));
  }

  private record Step(ChainTerms chain) {}
}

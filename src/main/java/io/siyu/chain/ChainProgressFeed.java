package io.siyu.chain;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Live progress of chains. However many members watch a chain on this replica, a change is read
 * from the database once, and all of them see the readings in one order.
 */
@ApplicationScoped
public class ChainProgressFeed {

  private static final Logger LOG = Logger.getLogger(ChainProgressFeed.class);

  private final ChainHints hints;
  private final ChainQueries chains;
  private final Map<UUID, Shared> watched = new ConcurrentHashMap<>();

  ChainProgressFeed(ChainHints hints, ChainQueries chains) {
    this.hints = hints;
    this.chains = chains;
  }

  /**
   * The chain as it stands now, then again after each change; while changes come faster than they
   * can be read or sent, only the latest counts. Fails with NOT_FOUND when there is no such chain.
   */
  public Multi<ChainTerms> watch(UUID chain) {
    return chains.published(chain).onItem().transformToMulti(found -> join(chain));
  }

  private Multi<ChainTerms> join(UUID chain) {
    Shared shared = watched.computeIfAbsent(chain, this::share);
    // Subscribed first, nudged second: the newcomer's reading cannot be missed.
    Multi<ChainTerms> nudge =
        Multi.createFrom()
            .deferred(
                () -> {
                  shared.nudges().onNext("joined");
                  return Multi.createFrom().empty();
                });
    return Multi.createBy()
        .merging()
        .streams(shared.readings(), nudge)
        .skip()
        .repetitions()
        .onOverflow()
        .dropPreviousItems();
  }

  private Shared share(UUID chain) {
    BroadcastProcessor<String> nudges = BroadcastProcessor.create();
    Multi<ChainTerms> readings =
        Multi.createBy()
            .merging()
            .streams(hints.listen(chain), nudges, Multi.createFrom().item("first"))
            .onOverflow()
            .dropPreviousItems()
            .onItem()
            .transformToUniAndConcatenate(
                hint ->
                    chains
                        .published(chain)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("Progress of a chain: %s", failure.toString()))
                        .onFailure()
                        .recoverWithNull())
            .onTermination()
            .invoke(() -> watched.remove(chain))
            .broadcast()
            .withCancellationAfterLastSubscriberDeparture()
            .toAllSubscribers();
    return new Shared(nudges, readings);
  }

  private record Shared(BroadcastProcessor<String> nudges, Multi<ChainTerms> readings) {}
}

package io.siyu.chain;

import io.siyu.platform.graphql.SharedSubscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Live progress of chains. However many members watch a chain on this replica, and however fast
 * others join and pay, it is read once per pause, and all of them see the readings in one order.
 */
@ApplicationScoped
public class ChainProgressFeed implements SharedSubscription {

  private static final Logger LOG = Logger.getLogger(ChainProgressFeed.class);

  private final ChainHints hints;
  private final ChainQueries chains;
  private final long pauseNanos;
  private final Duration anywayEvery;
  private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();

  ChainProgressFeed(ChainHints hints, ChainQueries chains, ChainProgressConfig config) {
    this.hints = hints;
    this.chains = chains;
    this.pauseNanos = config.every().toNanos();
    this.anywayEvery = config.anywayEvery();
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
    return Multi.createFrom()
        .deferred(
            () ->
                lanes.containsKey(chain)
                    ? join(chain)
                    : chains.published(chain).onItem().transformToMulti(found -> join(chain)));
  }

  private Multi<ChainTerms> join(UUID chain) {
    Lane lane = lanes.computeIfAbsent(chain, Lane::new);
    AtomicLong seen = new AtomicLong();
    // Joined first, told second: no reading can be missed in between, and none goes back in time.
    return Multi.createBy()
        .merging()
        .streams(lane.readings, Multi.createFrom().deferred(lane::welcome))
        .select()
        .where(reading -> reading.number() > seen.getAndAccumulate(reading.number(), Math::max))
        .map(Reading::chain)
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

  /**
   * What was read.
   *
   * @param number counts the readings of a lane from 1
   */
  private record Reading(long number, ChainTerms chain) {}

  /** The readings of one chain, one after the other, as long as somebody watches. */
  private final class Lane {

    private final UUID chain;
    private final BroadcastProcessor<String> nudges = BroadcastProcessor.create();
    private final Multi<Reading> readings;
    private volatile Reading latest;
    private volatile long readAt = System.nanoTime() - pauseNanos;

    private Lane(UUID chain) {
      this.chain = chain;
      this.readings =
          Multi.createBy()
              .merging()
              .streams(hints.listen(chain), nudges, anyway())
              .onOverflow()
              .dropPreviousItems()
              .onItem()
              .transformToUniAndConcatenate(
                  hint ->
                      pause()
                          .chain(this::read)
                          .onFailure()
                          .invoke(
                              failure -> LOG.warnf("Progress of a chain: %s", failure.toString()))
                          // The next hint reads again; watchers stay.
                          .onFailure()
                          .recoverWithNull())
              .onTermination()
              .invoke(() -> lanes.remove(chain, this))
              .broadcast()
              .withCancellationAfterLastSubscriberDeparture()
              .toAllSubscribers();
    }

    /** At the beginning, and then now and again: a hint may have been lost. */
    private Multi<String> anyway() {
      return Multi.createFrom()
          .ticks()
          .every(anywayEvery)
          .onOverflow()
          .drop()
          .map(tick -> "anyway");
    }

    /** What was read within the pause is new enough for a newcomer; else it is read again. */
    private Multi<Reading> welcome() {
      Reading known = latest;
      if (known != null && System.nanoTime() - readAt < pauseNanos) {
        return Multi.createFrom().item(known);
      }
      nudges.onNext("joined");
      return Multi.createFrom().empty();
    }

    /** The first change of a while is read at once, later ones wait until the pause is over. */
    private Uni<Void> pause() {
      Uni<Void> now = Uni.createFrom().voidItem();
      long left = pauseNanos - (System.nanoTime() - readAt);
      // Timers know no less than a millisecond.
      return left <= 0 ? now : now.onItem().delayIt().by(Duration.ofMillis(left / 1_000_000 + 1));
    }

    private Uni<Reading> read() {
      readAt = System.nanoTime();
      return chains
          .published(chain)
          .map(found -> new Reading(latest == null ? 1 : latest.number() + 1, found))
          .invoke(reading -> latest = reading);
    }
  }
}

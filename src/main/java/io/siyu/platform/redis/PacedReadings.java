package io.siyu.platform.redis;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.operators.multi.processors.SerializedProcessor;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Things that are watched by many and read for all of them. However many watch one of them on this
 * replica, and however fast it changes, it is read once per pause, and all see the readings in one
 * order. A reading that fails is tried again soon; a lost hint costs freshness for a while only.
 *
 * @param <T> how one of them stands
 */
public final class PacedReadings<T> {

  private static final Logger LOG = Logger.getLogger(PacedReadings.class);
  private static final Duration RETRY_MIN = Duration.ofMillis(200);
  private static final Duration RETRY_MAX = Duration.ofSeconds(5);

  private final Function<UUID, Multi<String>> hints;
  private final Function<UUID, Uni<T>> read;
  private final long pauseNanos;
  private final Duration anywayEvery;
  private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * @param hints that one may have changed
   * @param read how one stands; fails when there is no such thing
   * @param every shortest time between two readings of one
   * @param anywayEvery after which one is read although no hint came
   */
  public PacedReadings(
      Function<UUID, Multi<String>> hints,
      Function<UUID, Uni<T>> read,
      Duration every,
      Duration anywayEvery) {
    this.hints = hints;
    this.read = read;
    this.pauseNanos = every.toNanos();
    this.anywayEvery = anywayEvery;
  }

  /**
   * How it stands now, then again after each reading; while readings come faster than they can be
   * sent, only the latest counts. Fails when it cannot be read at the beginning.
   */
  public Multi<T> watch(UUID key) {
    return Multi.createFrom()
        .deferred(
            () ->
                lanes.containsKey(key)
                    ? join(key)
                    : read.apply(key).onItem().transformToMulti(found -> join(key)));
  }

  private Multi<T> join(UUID key) {
    Lane lane = lanes.computeIfAbsent(key, Lane::new);
    AtomicLong seen = new AtomicLong();
    // Joined first, told second: no reading can be missed in between, and none goes back in time.
    return Multi.createBy()
        .merging()
        .streams(lane.readings, Multi.createFrom().deferred(lane::welcome))
        .select()
        .where(reading -> reading.number() > seen.getAndAccumulate(reading.number(), Math::max))
        .map(Reading::value)
        .onOverflow()
        .dropPreviousItems();
  }

  /**
   * What was read.
   *
   * @param number counts the readings of a lane from 1
   * @param at when, as {@link System#nanoTime}
   */
  private record Reading<T>(long number, long at, T value) {}

  /** The readings of one thing, one after the other, as long as somebody watches. */
  private final class Lane {

    private final UUID key;

    /** Rung from many threads at once, which a processor does not endure by itself. */
    private final SerializedProcessor<String, String> nudges =
        BroadcastProcessor.<String>create().serialized();

    private final Multi<Reading<T>> readings;
    private volatile Reading<T> latest;
    private volatile long triedAt = System.nanoTime() - pauseNanos;

    private Lane(UUID key) {
      this.key = key;
      this.readings =
          Multi.createBy()
              .merging()
              .streams(
                  hints.apply(key),
                  // More of them than can be taken are as good as one.
                  Multi.createFrom().publisher(nudges).onOverflow().dropPreviousItems(),
                  anyway())
              .onOverflow()
              .dropPreviousItems()
              .onItem()
              .transformToUniAndConcatenate(hint -> readUntilItWorks())
              .onTermination()
              .invoke(() -> lanes.remove(key, this))
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
    private Multi<Reading<T>> welcome() {
      Reading<T> known = latest;
      if (known != null && System.nanoTime() - known.at() < pauseNanos) {
        return Multi.createFrom().item(known);
      }
      nudges.onNext("joined");
      return Multi.createFrom().empty();
    }

    /** Watchers stay meanwhile; hints that come need nothing more than that it works in the end. */
    private Uni<Reading<T>> readUntilItWorks() {
      return Uni.createFrom()
          .deferred(() -> pause().chain(this::readOnce))
          .onFailure()
          .invoke(failure -> LOG.warnf("What is watched cannot be read: %s", failure.toString()))
          .onFailure()
          .retry()
          .withBackOff(RETRY_MIN, RETRY_MAX)
          .indefinitely();
    }

    /** The first change of a while is read at once, later ones wait until the pause is over. */
    private Uni<Void> pause() {
      Uni<Void> now = Uni.createFrom().voidItem();
      long left = pauseNanos - (System.nanoTime() - triedAt);
      // Timers know no less than a millisecond.
      return left <= 0 ? now : now.onItem().delayIt().by(Duration.ofMillis(left / 1_000_000 + 1));
    }

    private Uni<Reading<T>> readOnce() {
      long at = System.nanoTime();
      triedAt = at;
      return read.apply(key)
          .map(found -> new Reading<>(latest == null ? 1 : latest.number() + 1, at, found))
          .invoke(reading -> latest = reading);
    }
  }
}

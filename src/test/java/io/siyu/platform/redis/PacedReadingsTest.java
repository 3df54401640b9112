package io.siyu.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One thing that many watch, read for all of them. */
class PacedReadingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final UUID key = UUID.randomUUID();
  private final AtomicInteger state = new AtomicInteger();
  private final AtomicInteger readings = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final BroadcastProcessor<String> hints = BroadcastProcessor.create();

  @Test
  void a_reading_that_fails_is_tried_again_soon_and_not_with_the_next_hint() {
    List<Integer> told = watch(paced(NEVER));
    await().atMost(PATIENCE).until(() -> told.contains(0));
    quiet();

    failures.set(2);
    state.set(7);
    hints.onNext("the only one");

    await().atMost(PATIENCE).until(() -> told.contains(7));
    assertThat(failures).hasNonPositiveValue();
  }

  @Test
  void what_nobody_watches_any_more_is_not_tried_again() {
    List<Integer> told = new CopyOnWriteArrayList<>();
    Cancellable watching = paced(NEVER).watch(key).subscribe().with(told::add);
    await().atMost(PATIENCE).until(() -> told.contains(0));
    quiet();
    failures.set(Integer.MAX_VALUE);
    hints.onNext("changed");
    await().atMost(PATIENCE).until(() -> failures.get() < Integer.MAX_VALUE);

    watching.cancel();

    int before = readings.get();
    await()
        .atMost(PATIENCE)
        .during(Duration.ofMillis(700))
        .until(() -> readings.get() <= before + 1);
  }

  @Test
  void a_change_that_nobody_told_of_is_seen_after_a_while() {
    List<Integer> told = watch(paced(Duration.ofMillis(50)));
    await().atMost(PATIENCE).until(() -> told.contains(0));

    state.set(3);

    await().atMost(PATIENCE).until(() -> told.contains(3));
  }

  @Test
  void what_cannot_be_read_at_the_beginning_is_not_watched() {
    failures.set(1);

    assertThatThrownBy(() -> paced(NEVER).watch(key).toUni().await().atMost(PATIENCE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("away");
  }

  @Test
  void a_thousand_who_come_and_go_at_once_are_all_told_and_leave_nothing_behind() {
    PacedReadings<Integer> paced = paced(NEVER);
    ConcurrentLinkedQueue<Integer> told = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> crowd = new ArrayList<>();
    IntStream.range(0, 8)
        .forEach(
            thread ->
                crowd.add(
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; i < 125; i++) {
                            told.add(paced.watch(key).toUni().await().atMost(PATIENCE));
                          }
                        })));

    crowd.forEach(CompletableFuture::join);

    assertThat(told).hasSize(1000);
    int before = readings.get();
    hints.onNext("nobody listens");
    assertThat(readings).hasValue(before);
  }

  @Test
  void hints_in_a_crowd_cost_a_reading_per_pause_and_the_last_one_counts() {
    List<Integer> told = watch(paced(NEVER));
    await().atMost(PATIENCE).until(() -> told.contains(0));
    quiet();
    int before = readings.get();
    long begin = System.nanoTime();

    for (int i = 1; i <= 10_000; i++) {
      state.set(i);
      hints.onNext("changed");
    }

    await().atMost(PATIENCE).until(() -> told.contains(10_000));
    long pauses = (System.nanoTime() - begin) / PAUSE.toNanos();
    assertThat(readings.get() - before).isLessThanOrEqualTo((int) pauses + 2);
    assertThat(told).isSorted();
  }

  @Test
  void who_comes_after_the_last_one_left_is_told_anew() {
    PacedReadings<Integer> paced = paced(NEVER);
    List<Integer> first = new CopyOnWriteArrayList<>();
    Cancellable leaving = paced.watch(key).subscribe().with(first::add);
    await().atMost(PATIENCE).until(() -> first.contains(0));
    leaving.cancel();
    state.set(4);

    List<Integer> second = watch(paced);

    await().atMost(PATIENCE).until(() -> second.contains(4));
    state.set(5);
    hints.onNext("changed");
    await().atMost(PATIENCE).until(() -> second.contains(5));
  }

  /** Until whoever came was welcomed: nothing is read any more. */
  private void quiet() {
    AtomicInteger before = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .during(PAUSE.multipliedBy(5))
        .until(() -> before.getAndSet(readings.get()) == readings.get());
  }

  private List<Integer> watch(PacedReadings<Integer> paced) {
    List<Integer> told = new CopyOnWriteArrayList<>();
    paced.watch(key).subscribe().with(told::add);
    return told;
  }

  private PacedReadings<Integer> paced(Duration anywayEvery) {
    return new PacedReadings<>(
        given -> Multi.createFrom().deferred(() -> hints.onOverflow().dropPreviousItems()),
        given -> Uni.createFrom().deferred(this::read),
        PAUSE,
        anywayEvery);
  }

  private Uni<Integer> read() {
    readings.incrementAndGet();
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return Uni.createFrom().failure(new IllegalStateException("away"));
    }
    return Uni.createFrom().item(state.get());
  }
}

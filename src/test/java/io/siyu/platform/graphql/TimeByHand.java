package io.siyu.platform.graphql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when the test says so. */
final class TimeByHand implements StreamTime {

  private final List<Runnable> timers = new ArrayList<>();
  private long nanos = System.nanoTime();

  /** What is to be run later. */
  List<Runnable> timers() {
    return timers;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Runnable later(Duration delay, Runnable task) {
    timers.add(task);
    return () -> timers.remove(task);
  }

  /** Longer than anybody waits for an execution. */
  void passPatience() {
    List.copyOf(timers).forEach(Runnable::run);
  }

  /** So long that what was told is too old for newcomers. */
  void passFreshness() {
    nanos += Duration.ofMillis(600).toNanos();
  }
}

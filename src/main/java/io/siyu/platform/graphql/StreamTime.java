package io.siyu.platform.graphql;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Time that passes while a stream is told. */
interface StreamTime {

  /** As {@link System#nanoTime}. */
  long nanos();

  /**
   * Runs something later.
   *
   * @return how to call it off
   */
  Runnable later(Duration delay, Runnable task);

  static StreamTime of(Vertx vertx) {
    return new StreamTime() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Runnable later(Duration delay, Runnable task) {
        long timer = vertx.setTimer(delay.toMillis(), ignored -> task.run());
        return () -> vertx.cancelTimer(timer);
      }
    };
  }
}

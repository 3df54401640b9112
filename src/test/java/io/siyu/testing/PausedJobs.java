package io.siyu.testing;

import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stops the jobs of this test's application: from then on nothing happens that it did not ask for.
 */
@ApplicationScoped
public class PausedJobs {

  private final Scheduler scheduler;
  private final Background background;

  PausedJobs(Scheduler scheduler, Background background) {
    this.scheduler = scheduler;
    this.background = background;
  }

  /** Returns once what was under way has ended, too. */
  public void begin() {
    scheduler.pause();
    background.awaitStill();
  }

  public void end() {
    if (!scheduler.isRunning()) {
      scheduler.resume();
    }
  }

  boolean areRunning() {
    return scheduler.isRunning();
  }
}

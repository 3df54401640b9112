package io.siyu.testing;

import static org.awaitility.Awaitility.await;

import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Stops the jobs of this test's application: from then on nothing happens that it did not ask for.
 */
@ApplicationScoped
public class PausedJobs {

  private final Scheduler scheduler;
  private final Rows rows;

  PausedJobs(Scheduler scheduler, Rows rows) {
    this.scheduler = scheduler;
    this.rows = rows;
  }

  /** Returns once the runs that were under way have ended, too. */
  public void begin() {
    scheduler.pause();
    await("no job is running")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                rows.first(
                        "SELECT count(*) AS running FROM job_run WHERE state = 'RUNNING'",
                        row -> row.number("running"))
                    == 0);
  }

  public void end() {
    scheduler.resume();
  }
}

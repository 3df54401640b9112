package io.siyu.testing;

import static org.awaitility.Awaitility.await;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.job.JobScheduler;
import io.siyu.platform.outbox.OutboxWorker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What this test's application does by itself: it runs jobs, and sends what was written down to be
 * sent after a commit. All tests share a database, so much of it has to do with other tests.
 */
@ApplicationScoped
public class Background {

  /** Longer than the lease of a message whose sender is no more. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A tick of the scheduler that was under way at the first look has claimed at the last one. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** What failed again and again waits ever longer: nobody waits for it here. */
  private static final String TO_BE_SENT =
      """
      outbox_message WHERE state = 'PENDING' AND attempts < 4
        AND next_attempt_at < now() + interval '90 seconds'""";

  /** A run whose lease is over was left behind by an application that has ended. */
  private static final String RUNNING = "job_run WHERE state = 'RUNNING' AND lease_until > now()";

  private final JobScheduler jobs;
  private final OutboxWorker outbox;
  private final Rows rows;

  Background(JobScheduler jobs, OutboxWorker outbox, Rows rows) {
    this.jobs = jobs;
    this.outbox = outbox;
    this.rows = rows;
  }

  /**
   * Runs a job now. Its schedule may run it at this very moment, too, and what that run has in hand
   * is passed over by this one: returns when both have ended.
   *
   * @return how many items this one handled
   */
  public long run(String job) {
    long handled = jobs.runNow(job).await().atMost(PATIENCE);
    awaitEnd(job);
    return handled;
  }

  /**
   * Two runs at once. When they begin in the same microsecond they share a name, and one is refused
   * and begins after the other.
   *
   * @return how many items they handled together
   */
  public long runTwice(String job) {
    long handled =
        Uni.join()
            .all(begun(job), begun(job))
            .andFailFast()
            .map(runs -> runs.get(0) + runs.get(1))
            .await()
            .atMost(PATIENCE);
    awaitEnd(job);
    return handled;
  }

  private Uni<Long> begun(String job) {
    return jobs.runNow(job).onFailure(RequestFailure.class).recoverWithUni(() -> jobs.runNow(job));
  }

  private void awaitEnd(String job) {
    if (isRunning(job)) {
      await("no run of " + job).atMost(PATIENCE).until(() -> !isRunning(job));
    }
  }

  private boolean isRunning(String job) {
    return rows.count(RUNNING + " AND job = $1", job) > 0;
  }

  /** Until everything is sent, but for what fails again and again. */
  public void awaitSent() {
    if (!allSent()) {
      await("all is sent").atMost(PATIENCE).until(this::allSent);
    }
  }

  /** Until no job runs either. While jobs are paused, it stays so. */
  public void awaitStill() {
    awaitSent();
    await("no job runs and all is sent")
        .during(BETWEEN_LOOKS)
        .atMost(PATIENCE)
        .pollInterval(BETWEEN_LOOKS.dividedBy(2))
        .until(() -> rows.count(RUNNING) == 0 && allSent());
  }

  private boolean allSent() {
    if (rows.count(TO_BE_SENT) == 0) {
      return true;
    }
    // While jobs are paused, nobody looks for what was left behind.
    outbox.wake();
    return false;
  }
}

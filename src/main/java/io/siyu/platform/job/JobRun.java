package io.siyu.platform.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One claimed run of a job, fenced: once another replica has taken over, no batch of this run
 * commits any more.
 */
public final class JobRun {

  private static final Logger LOG = Logger.getLogger(JobRun.class);

  /** Bound of one run; what is left is the next bucket's. */
  private static final int MAX_BATCHES = 10_000;

  private final String job;
  private final Instant bucket;
  private final long fence;
  private final Database database;
  private final JobClaims claims;
  private final CrashPoints crashPoints;
  private final MeterRegistry meters;

  JobRun(
      String job,
      Instant bucket,
      long fence,
      Database database,
      JobClaims claims,
      CrashPoints crashPoints,
      MeterRegistry meters) {
    this.job = job;
    this.bucket = bucket;
    this.fence = fence;
    this.database = database;
    this.claims = claims;
    this.crashPoints = crashPoints;
    this.meters = meters;
  }

  public String job() {
    return job;
  }

  public Instant bucket() {
    return bucket;
  }

  long fence() {
    return fence;
  }

  /**
   * Runs the batch again and again, each time in a transaction that first renews the claim, until
   * it has nothing more to do.
   *
   * @param batch answers how many items it handled; zero ends the run
   * @return the sum
   */
  public Uni<Long> batches(Supplier<Uni<Integer>> batch) {
    return batchesFrom(batch, 0, 0);
  }

  private Uni<Long> batchesFrom(Supplier<Uni<Integer>> batch, long sum, int count) {
    if (count == MAX_BATCHES) {
      return Uni.createFrom().item(sum);
    }
    return batch(batch)
        .chain(
            handled ->
                handled == 0
                    ? Uni.createFrom().item(sum)
                    : batchesFrom(batch, sum + handled, count + 1));
  }

  /** Something failed, and the run goes on without it: said in the log and by a counter. */
  public void passedOver(String kind, UUID id, Throwable failure) {
    LOG.warnf("Job %s leaves %s %s for its next run: %s", job, kind, id, failure.toString());
    meters.counter("siyu.job.passed.over", "job", job).increment();
  }

  /** One transaction under the fence. */
  public <T> Uni<T> batch(Supplier<Uni<T>> work) {
    return database
        .transaction(
            () ->
                claims
                    .renew(this)
                    .chain(() -> work.get())
                    .invoke(() -> crashPoints.reach("job.beforeCommit." + job)))
        .invoke(() -> crashPoints.reach("job.afterBatch." + job));
  }
}

package io.siyu.platform.job;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Work that has to be done every so often by exactly one replica. A run handles everything that is
 * due by now, in bounded batches through {@link JobRun#batches}; a killed run is taken over by
 * another replica, so each batch must be complete in its own transaction and safe to meet again.
 */
public interface ScheduledJob {

  /** {@code feature-use-case}; never changes, as claims carry it. */
  String name();

  /** Length of a time bucket: one claim per bucket, aligned to the epoch. */
  Duration every();

  /**
   * @return how many items were handled
   */
  Uni<Long> run(JobRun run);
}

package io.siyu.coupon;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Removes codes that members showed in stores and nobody entered. Their end is checked at use. */
@ApplicationScoped
class StoreCodeJob implements ScheduledJob {

  static final String NAME = "coupon-store-codes";
  private static final int BATCH = 500;

  private final StoreCodes codes;

  StoreCodeJob(StoreCodes codes) {
    this.codes = codes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(() -> codes.removeEnded(BATCH));
  }
}

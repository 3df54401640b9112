package io.siyu.member;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what those have used up who left long ago, if a brand wants that. */
@ApplicationScoped
class AllowanceRetentionJob implements ScheduledJob {

  private static final int BATCH = 500;

  private final CarriedAllowances allowances;
  private final MemberConfig config;
  private final Clock clock;

  AllowanceRetentionJob(CarriedAllowances allowances, MemberConfig config, Clock clock) {
    this.allowances = allowances;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "member-allowance-retention";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    if (config.allowancesKept().isEmpty()) {
      return Uni.createFrom().item(0L);
    }
    Instant leftBefore = clock.instant().minus(config.allowancesKept().get());
    return run.batches(() -> allowances.forget(leftBefore, BATCH));
  }
}

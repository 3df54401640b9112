package io.siyu.coupon;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Flips coupons whose validity ended. Only for lists and figures: use checks the validity itself.
 */
@ApplicationScoped
class CouponExpiryJob implements ScheduledJob {

  static final String NAME = "coupon-expiry";
  private static final int BATCH = 500;

  private final CouponExpiry expiry;

  CouponExpiryJob(CouponExpiry expiry) {
    this.expiry = expiry;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(() -> expiry.expire(BATCH));
  }
}

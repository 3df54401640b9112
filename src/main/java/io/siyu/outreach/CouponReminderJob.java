package io.siyu.outreach;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Walks through all members who have coupons that are about to end, batch by batch. */
@ApplicationScoped
class CouponReminderJob implements ScheduledJob {

  private final CouponReminders reminders;
  private final CouponReminderConfig config;

  CouponReminderJob(CouponReminders reminders, CouponReminderConfig config) {
    this.reminders = reminders;
    this.config = config;
  }

  @Override
  public String name() {
    return "coupon-expiry-reminders";
  }

  @Override
  public Duration every() {
    return config.every();
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return from(run, null, 0);
  }

  private Uni<Long> from(JobRun run, UUID after, long sum) {
    return run.batch(() -> reminders.remind(after))
        .chain(
            batch ->
                batch.last() == null
                    ? Uni.createFrom().item(sum + batch.reminders())
                    : from(run, batch.last(), sum + batch.reminders()));
  }
}

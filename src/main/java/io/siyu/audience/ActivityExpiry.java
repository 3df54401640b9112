package io.siyu.audience;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;

/** Forgets days that nothing looks back to any more. */
@ApplicationScoped
class ActivityExpiry implements ScheduledJob {

  private static final int BATCH = 2_000;

  private final MemberActivityRows rows;
  private final BrandCalendar calendar;

  ActivityExpiry(MemberActivityRows rows, BrandCalendar calendar) {
    this.rows = rows;
    this.calendar = calendar;
  }

  @Override
  public String name() {
    return "audience-activity-expiry";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(6);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    LocalDate purchases = calendar.today().minusDays(MemberActivity.PURCHASE_DAYS_KEPT - 1L);
    LocalDate seen = calendar.today().minusDays(MemberActivity.SEEN_DAYS_KEPT - 1L);
    return run.batches(() -> rows.forgetPurchaseDays(purchases, BATCH))
        .chain(
            forgotten ->
                run.batches(() -> rows.forgetSeenDays(seen, BATCH)).map(more -> forgotten + more));
  }
}

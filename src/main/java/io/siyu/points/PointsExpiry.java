package io.siyu.points;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.points.PointsAccounts.Account;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Expires points that were not spent in time. A move of the member's does the same, earlier. */
@ApplicationScoped
class PointsExpiry implements ScheduledJob {

  private static final int MEMBERS_PER_BATCH = 200;
  private static final String DUE_MEMBERS =
      """
      SELECT member_id FROM points_lot
      WHERE state = 'ACTIVE' AND expires_at <= $1 ORDER BY expires_at""";

  private final PointsAccounts accounts;
  private final PointsLedger ledger;
  private final Clock clock;

  PointsExpiry(PointsAccounts accounts, PointsLedger ledger, Clock clock) {
    this.accounts = accounts;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "points-expiry";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    Instant now = clock.instant();
    return run.batches(() -> batch(now));
  }

  Uni<Integer> batch(Instant now) {
    return accounts
        .lockDue(DUE_MEMBERS, now, MEMBERS_PER_BATCH)
        .chain(locked -> ledger.lapse(locked.stream().map(Account::member).toList(), now))
        .map(java.util.List::size);
  }
}

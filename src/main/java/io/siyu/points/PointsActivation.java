package io.siyu.points;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.points.PointsAccounts.Account;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes pending points spendable whose time has come. */
@ApplicationScoped
class PointsActivation implements ScheduledJob {

  private static final int MEMBERS_PER_BATCH = 50;
  private static final String DUE_MEMBERS =
      """
      SELECT member_id FROM points_lot
      WHERE state = 'PENDING' AND available_at <= $1 ORDER BY available_at""";

  private final PointsAccounts accounts;
  private final PointsLedger ledger;
  private final Clock clock;

  PointsActivation(PointsAccounts accounts, PointsLedger ledger, Clock clock) {
    this.accounts = accounts;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "points-activation";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    Instant now = clock.instant();
    return run.batches(() -> batch(now));
  }

  private Uni<Integer> batch(Instant now) {
    return accounts
        .lockDue(DUE_MEMBERS, now, MEMBERS_PER_BATCH)
        .call(locked -> activate(locked, now))
        .map(List::size);
  }

  private Uni<Void> activate(List<Account> locked, Instant now) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Account account : locked) {
      all = all.chain(() -> ledger.activateDue(account, now)).replaceWithVoid();
    }
    return all;
  }
}

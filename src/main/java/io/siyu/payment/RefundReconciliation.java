package io.siyu.payment;

import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks after refunds whose money takes long: asks the gateway, or asks it for the money again. */
@ApplicationScoped
class RefundReconciliation implements ScheduledJob {

  private static final Logger LOG = Logger.getLogger(RefundReconciliation.class);
  private static final int BATCH = 50;

  private final Sql sql;
  private final RefundSettlement settlement;
  private final PaymentConfig config;
  private final Clock clock;

  RefundReconciliation(Sql sql, RefundSettlement settlement, PaymentConfig config, Clock clock) {
    this.sql = sql;
    this.settlement = settlement;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "refund-reconciliation";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return next(run, clock.instant(), 0);
  }

  private Uni<Long> next(JobRun run, Instant now, long sum) {
    return run.batch(() -> takeDue(now))
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : settleAll(due).chain(() -> next(run, now, sum + due.size())));
  }

  private Uni<List<UUID>> takeDue(Instant now) {
    return sql.list(
        """
        UPDATE refund SET query_at = $2
        WHERE id IN (SELECT id FROM refund
                     WHERE state = 'REQUESTED' AND query_at <= $1
                     ORDER BY query_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING id""",
        row -> row.uuid("id"),
        now,
        now.plus(config.refundQueryAfter()),
        BATCH);
  }

  private Uni<Void> settleAll(List<UUID> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(this::settle)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> settle(UUID refundId) {
    return settlement
        .settle(refundId)
        .onFailure()
        .invoke(failure -> LOG.warnf("Refund %s: %s", refundId, failure.toString()))
        .onFailure()
        .recoverWithNull();
  }
}

package io.siyu.coupon;

import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Takes back the coupons of batches, some hundred per transaction, in the order of their ids. No
 * coupon comes to a batch once it is being taken back, so that each is looked at once.
 */
@ApplicationScoped
class CouponRevocationJob implements ScheduledJob {

  static final String NAME = "coupon-revocation";
  static final int STEP = 500;

  private static final UUID BEGINNING = new UUID(0, 0);

  private final Sql sql;
  private final Clock clock;
  private final CouponRevoking revoking;

  CouponRevocationJob(Sql sql, Clock clock, CouponRevoking revoking) {
    this.sql = sql;
    this.clock = clock;
    this.revoking = revoking;
  }

  private record Running(UUID id, UUID grantBatch, UUID codeBatch, UUID position) {}

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
    return run.batches(this::next);
  }

  private Uni<Integer> next() {
    return sql.first(
            """
            SELECT id, grant_batch_id, code_batch_id, coalesce(position, $1) AS position
            FROM coupon_revocation
            WHERE finished_at IS NULL ORDER BY id LIMIT 1 FOR NO KEY UPDATE""",
            row ->
                new Running(
                    row.uuid("id"),
                    row.uuid("grant_batch_id"),
                    row.uuid("code_batch_id"),
                    row.uuid("position")),
            BEGINNING)
        .chain(running -> running == null ? Uni.createFrom().item(0) : take(running));
  }

  private Uni<Integer> take(Running running) {
    return coupons(running)
        .chain(
            coupons ->
                revoking
                    .take(coupons)
                    .chain(taken -> advance(running, coupons, taken))
                    .replaceWith(Math.max(1, coupons.size())));
  }

  private Uni<List<UUID>> coupons(Running running) {
    String table = running.grantBatch() != null ? "coupon_grant" : "coupon_code";
    return sql.list(
        """
        SELECT coupon_id FROM %s WHERE batch_id = $1 AND coupon_id > $2
        ORDER BY coupon_id LIMIT $3"""
            .formatted(table),
        row -> row.uuid("coupon_id"),
        running.grantBatch() != null ? running.grantBatch() : running.codeBatch(),
        running.position(),
        (long) STEP);
  }

  private Uni<Integer> advance(Running running, List<UUID> coupons, CouponRevoking.Taken taken) {
    boolean last = coupons.size() < STEP;
    return sql.update(
        """
        UPDATE coupon_revocation
        SET revoked = revoked + $2, deferred = deferred + $3, position = $4, finished_at = $5
        WHERE id = $1""",
        running.id(),
        taken.revoked(),
        taken.deferred(),
        last ? running.position() : coupons.get(coupons.size() - 1),
        last ? clock.instant() : null);
  }
}

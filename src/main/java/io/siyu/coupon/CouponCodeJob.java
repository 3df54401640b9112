package io.siyu.coupon;

import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes the codes that were asked for, some thousands at a time. How far a batch has come is in its
 * row, whose lock each step holds and which it moves on in the same transaction: a killed run goes
 * on where it was, and two runs take turns.
 */
@ApplicationScoped
class CouponCodeJob implements ScheduledJob {

  static final String NAME = "coupon-code-generation";
  static final int STEP = 2_000;

  private final Sql sql;
  private final CouponCodes codes;

  CouponCodeJob(Sql sql, CouponCodes codes) {
    this.sql = sql;
    this.codes = codes;
  }

  private record Unfinished(UUID batch, int generated, int requested) {

    int step() {
      return Math.min(STEP, requested - generated);
    }
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
    return run.batches(this::next);
  }

  private Uni<Integer> next() {
    return sql.first(
            """
            SELECT id, generated, requested FROM coupon_code_batch
            WHERE generated < requested AND disabled_at IS NULL
            ORDER BY id LIMIT 1 FOR NO KEY UPDATE""",
            row ->
                new Unfinished(row.uuid("id"), row.integer("generated"), row.integer("requested")))
        .chain(found -> found == null ? Uni.createFrom().item(0) : make(found));
  }

  /** A code that exists already, which nobody will live to see, fails the step: it is repeated. */
  private Uni<Integer> make(Unfinished unfinished) {
    int count = unfinished.step();
    return sql.update(
            """
            INSERT INTO coupon_code (batch_id, number, code)
            SELECT $1, $2 + number, code
            FROM unnest($3::text[]) WITH ORDINALITY AS made (code, number)""",
            unfinished.batch(),
            unfinished.generated(),
            codes.make(count))
        .chain(
            () ->
                sql.update(
                    "UPDATE coupon_code_batch SET generated = $2 WHERE id = $1",
                    unfinished.batch(),
                    unfinished.generated() + count))
        .replaceWith(count);
  }
}

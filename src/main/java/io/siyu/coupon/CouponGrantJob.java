package io.siyu.coupon;

import io.siyu.audience.Segments;
import io.siyu.member.MemberDirectory;
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
 * Gives the members of segments their coupons, some hundred per transaction. The position is in the
 * grant's row, whose lock each step holds: a killed run goes on where it was, two runs take turns,
 * and whoever takes the grant back comes before a step or after it.
 */
@ApplicationScoped
class CouponGrantJob implements ScheduledJob {

  static final String NAME = "coupon-grants";
  static final int STEP = 500;

  private final Sql sql;
  private final Clock clock;
  private final Segments segments;
  private final MemberDirectory members;
  private final CouponGrants grants;
  private final GrantStep step;

  CouponGrantJob(
      Sql sql,
      Clock clock,
      Segments segments,
      MemberDirectory members,
      CouponGrants grants,
      GrantStep step) {
    this.sql = sql;
    this.clock = clock;
    this.segments = segments;
    this.members = members;
    this.grants = grants;
    this.step = step;
  }

  private record Running(UUID batch, UUID template, UUID segment, UUID position) {}

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
            SELECT id, template_id, segment_id, position FROM coupon_grant_batch
            WHERE state = 'RUNNING' ORDER BY id LIMIT 1 FOR NO KEY UPDATE""",
            row ->
                new Running(
                    row.uuid("id"),
                    row.uuid("template_id"),
                    row.uuid("segment_id"),
                    row.uuid("position")))
        .chain(running -> running == null ? Uni.createFrom().item(0) : give(running));
  }

  /** Who left since the segment was refreshed is passed over. */
  private Uni<Integer> give(Running running) {
    return segments
        .membersAfter(running.segment(), running.position(), STEP)
        .chain(
            page ->
                members
                    .lockPresent(page)
                    .chain(present -> step.give(running.batch(), running.template(), present))
                    .chain(
                        given ->
                            grants.finish(running.batch(), given, position(page), clock.instant()))
                    .replaceWith(Math.max(1, page.size())));
  }

  /** Null when nobody follows. */
  private static UUID position(List<UUID> page) {
    return page.size() < STEP ? null : page.get(page.size() - 1);
  }
}

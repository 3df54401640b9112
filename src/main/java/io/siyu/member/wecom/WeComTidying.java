package io.siyu.member.wecom;

import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets what WeCom told a week ago, which it repeats within minutes if at all, and whoever turned
 * out to be no member and has not been asked about for a month.
 */
@ApplicationScoped
class WeComTidying implements ScheduledJob {

  private static final Duration NOTICES = Duration.ofDays(7);
  private static final Duration STRANGERS = Duration.ofDays(30);

  private final Sql sql;
  private final Clock clock;

  WeComTidying(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "wecom-tidying";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::forgetNotices)
        .chain(notices -> run.batches(this::forgetStrangers).map(people -> notices + people));
  }

  private Uni<Integer> forgetNotices() {
    return sql.update(
        """
        DELETE FROM wecom_notice WHERE id IN
          (SELECT id FROM wecom_notice WHERE received_at < $1 LIMIT 1000)""",
        clock.instant().minus(NOTICES));
  }

  private Uni<Integer> forgetStrangers() {
    return sql.update(
        """
        DELETE FROM wecom_person WHERE member_id IS NULL AND external_user_id IN
          (SELECT external_user_id FROM wecom_person
           WHERE member_id IS NULL AND asked_at < $1 LIMIT 1000)""",
        clock.instant().minus(STRANGERS));
  }
}

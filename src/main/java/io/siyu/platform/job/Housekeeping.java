package io.siyu.platform.job;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Deletes or ends what has served its time, in small batches that lock little. */
@ApplicationScoped
class Housekeeping implements ScheduledJob {

  private static final List<String> STATEMENTS =
      List.of(
          """
          DELETE FROM idempotency_record WHERE (actor_id, mutation, key) IN
            (SELECT actor_id, mutation, key FROM idempotency_record
             WHERE created_at < now() - interval '30 days' LIMIT 1000)""",
          """
          DELETE FROM outbox_message WHERE id IN
            (SELECT id FROM outbox_message
             WHERE state = 'SENT' AND finished_at < now() - interval '30 days' LIMIT 1000)""",
          """
          DELETE FROM outbox_message WHERE id IN
            (SELECT id FROM outbox_message
             WHERE state = 'DROPPED' AND finished_at < now() - interval '30 days' LIMIT 1000)""",
          """
          DELETE FROM job_run WHERE (job, bucket) IN
            (SELECT job, bucket FROM job_run
             WHERE started_at < now() - interval '7 days' AND lease_until < now() LIMIT 1000)""",
          // Killed, and made needless by a later bucket: nobody will ever end it.
          """
          UPDATE job_run SET state = 'FAILED', finished_at = now(),
                 error = 'It was cut off; a later run did its work.'
          WHERE (job, bucket) IN
            (SELECT job, bucket FROM job_run cut
             WHERE state = 'RUNNING' AND lease_until < now() - interval '10 minutes'
               AND EXISTS (SELECT FROM job_run later
                           WHERE later.job = cut.job AND later.bucket > cut.bucket
                             AND later.state = 'DONE')
             LIMIT 1000)""",
          """
          DELETE FROM session_family WHERE id IN
            (SELECT id FROM session_family
             WHERE expires_at < now() - interval '1 day' LIMIT 1000)""");

  private final Sql sql;

  Housekeeping(Sql sql) {
    this.sql = sql;
  }

  @Override
  public String name() {
    return "platform-housekeeping";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    Uni<Long> total = Uni.createFrom().item(0L);
    for (String statement : STATEMENTS) {
      total =
          total.chain(
              sum -> run.batches(() -> sql.update(statement)).map(deleted -> sum + deleted));
    }
    return total;
  }
}

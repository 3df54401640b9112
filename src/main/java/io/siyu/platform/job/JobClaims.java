package io.siyu.platform.job;

import io.siyu.platform.FailureText;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * One row per job and time bucket is claim, lease and record at once. The fence grows with every
 * takeover; renewing with an old one fails, and it locks the row, so that a takeover waits for a
 * batch under way.
 */
@ApplicationScoped
class JobClaims {

  private final String owner = Ids.next().toString();
  private final Database database;
  private final Sql sql;
  private final JobsConfig config;

  JobClaims(Database database, Sql sql, JobsConfig config) {
    this.database = database;
    this.sql = sql;
    this.config = config;
  }

  /**
   * @return the fence, or null when the bucket is done or someone else's
   */
  Uni<Long> claim(String job, Instant bucket) {
    return database.transaction(
        () ->
            sql.first(
                """
                INSERT INTO job_run AS r (job, bucket, owner, state, lease_until)
                VALUES ($1, $2, $3, 'RUNNING', now() + $4 * interval '1 millisecond')
                ON CONFLICT (job, bucket) DO UPDATE
                SET owner = excluded.owner, state = 'RUNNING', fence = r.fence + 1,
                    lease_until = excluded.lease_until
                WHERE r.state <> 'DONE' AND r.lease_until < now()
                RETURNING fence""",
                row -> row.number("fence"),
                job,
                bucket,
                owner,
                config.lease().toMillis()));
  }

  Uni<Void> renew(JobRun run) {
    return sql.update(
            """
            UPDATE job_run SET lease_until = now() + $4 * interval '1 millisecond'
            WHERE job = $1 AND bucket = $2 AND fence = $3 AND state = 'RUNNING'""",
            run.job(),
            run.bucket(),
            run.fence(),
            config.lease().toMillis())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw new StaleClaim();
              }
            })
        .replaceWithVoid();
  }

  Uni<Void> done(JobRun run, long items) {
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    UPDATE job_run
                    SET state = 'DONE', items = $4, error = NULL, finished_at = now()
                    WHERE job = $1 AND bucket = $2 AND fence = $3""",
                    run.job(),
                    run.bucket(),
                    run.fence(),
                    items))
        .replaceWithVoid();
  }

  /** The bucket can be claimed again once the lease is over: the pause between two attempts. */
  Uni<Void> failed(JobRun run, Throwable failure) {
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    UPDATE job_run SET state = 'FAILED', error = $4
                    WHERE job = $1 AND bucket = $2 AND fence = $3""",
                    run.job(),
                    run.bucket(),
                    run.fence(),
                    FailureText.of(failure)))
        .replaceWithVoid();
  }

  static final class StaleClaim extends RuntimeException {
    StaleClaim() {
      super("Another replica has taken the job over.", null, false, false);
    }
  }
}

package io.siyu.platform.job;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what became of the runs of jobs. */
@ApplicationScoped
class JobHistory {

  private static final int SHOWN = 5;
  private static final String COLUMNS =
      "r.job, r.bucket, r.state, r.fence, r.items, r.error, r.started_at, r.finished_at";

  private final Database database;
  private final Sql sql;

  JobHistory(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return the latest runs by job, newest first
   */
  Uni<Map<String, List<JobRunView>>> latest(List<String> jobs) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + COLUMNS
                        + """
                         FROM unnest($1::text[]) AS wanted (job) CROSS JOIN LATERAL (
                          SELECT * FROM job_run WHERE job_run.job = wanted.job
                          ORDER BY bucket DESC LIMIT $2) r
                        ORDER BY r.job, r.bucket DESC""",
                    Named::of,
                    jobs,
                    SHOWN))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Named::job, Collectors.mapping(Named::run, Collectors.toList()))));
  }

  Uni<JobRunView> run(String job, Instant bucket) {
    return database.read(
        () ->
            sql.first(
                "SELECT " + COLUMNS + " FROM job_run r WHERE r.job = $1 AND r.bucket = $2",
                row -> Named.of(row).run(),
                job,
                bucket));
  }

  private record Named(String job, JobRunView run) {
    static Named of(SqlRow row) {
      return new Named(
          row.text("job"),
          new JobRunView(
              row.instant("bucket"),
              row.enumeration(JobRunState.class, "state"),
              (int) Math.min(row.number("fence"), Integer.MAX_VALUE),
              (int) Math.min(row.number("items"), Integer.MAX_VALUE),
              row.text("error"),
              row.instant("started_at"),
              row.instant("finished_at")));
    }
  }
}

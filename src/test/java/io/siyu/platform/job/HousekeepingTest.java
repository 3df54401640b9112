package io.siyu.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Background;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the records of runs. */
@QuarkusTest
class HousekeepingTest {

  private static final String JOB = "job-of-housekeeping-test";

  @Inject Background background;
  @Inject Database database;
  @Inject Sql sql;

  @BeforeEach
  @AfterEach
  void forgetRuns() {
    done(() -> sql.update("DELETE FROM job_run WHERE job = $1", JOB));
  }

  @Test
  void a_run_that_was_cut_off_is_ended_once_a_later_one_did_its_work() {
    run("cut off, and followed", "3 hours", "RUNNING");
    run("followed, but perhaps under way", "1 minute", "RUNNING");
    run("the later one", "0 minutes", "DONE");

    tidyUp();

    assertThat(states())
        .containsExactly(
            "cut off, and followed FAILED",
            "followed, but perhaps under way RUNNING",
            "the later one DONE");
  }

  @Test
  void a_run_that_was_cut_off_may_still_be_taken_over_when_none_followed() {
    run("cut off", "3 hours", "RUNNING");

    tidyUp();

    assertThat(states()).containsExactly("cut off RUNNING");
  }

  @Test
  void records_are_kept_for_seven_days_however_they_ended() {
    run("old and failed", "8 days", "FAILED");
    run("old and cut off", "8 days 1 hour", "RUNNING");
    run("old and done", "8 days 2 hours", "DONE");
    run("failed", "6 days", "FAILED");

    tidyUp();

    assertThat(states()).containsExactly("failed FAILED");
  }

  private void run(String owner, String age, String state) {
    done(
        () ->
            sql.update(
                """
                INSERT INTO job_run (job, bucket, owner, state, lease_until, started_at)
                SELECT $1, at, $2, $4, at, at FROM (SELECT now() - $3::text::interval AS at) it""",
                JOB,
                owner,
                age,
                state));
  }

  private List<String> states() {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT owner || ' ' || state AS it FROM job_run WHERE job = $1 ORDER BY bucket",
                    row -> row.text("it"),
                    JOB))
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  private void tidyUp() {
    background.run("platform-housekeeping");
  }

  private void done(Supplier<Uni<Integer>> statement) {
    database.transaction(statement).await().atMost(Duration.ofSeconds(30));
  }
}

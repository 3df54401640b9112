package io.siyu.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobApiTest {

  private static final String RUN = "runJob";

  @Inject Rows rows;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void jobs_are_listed_by_name_with_their_latest_runs() {
    GraphQLClient admin = admin();
    for (int i = 0; i < 6; i++) {
      admin.run(RUN, Map.of("name", "platform-housekeeping")).expectSuccess(RUN);
    }

    Answer answer = admin.runWith("jobs", Map.of());

    List<JsonObject> jobs = answer.array("jobs").stream().map(JsonObject.class::cast).toList();
    assertThat(jobs.stream().map(job -> job.getString("name")))
        .isSorted()
        .contains("platform-housekeeping", "test-broken");
    JsonObject housekeeping =
        jobs.stream()
            .filter(job -> job.getString("name").equals("platform-housekeeping"))
            .findFirst()
            .orElseThrow();
    assertThat(housekeeping.getInteger("everySeconds")).isEqualTo(3600);
    assertThat(housekeeping.getJsonArray("lastRuns")).hasSize(5);
    assertThat(
            housekeeping.getJsonArray("lastRuns").stream()
                .map(run -> ((JsonObject) run).getString("bucket")))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void a_job_run_by_hand_is_recorded_and_audited() {
    Answer answer = admin().run(RUN, Map.of("name", " platform-housekeeping ")).expectSuccess(RUN);

    assertThat(answer.text(RUN + ".run.state")).isEqualTo("DONE");
    assertThat(answer.number(RUN + ".run.attempts")).isEqualTo(1);
    assertThat(answer.text(RUN + ".run.finishedAt")).isNotNull();
    assertThat(
            rows.text(
                "SELECT details::text FROM audit_entry WHERE action = 'runJob' ORDER BY id DESC LIMIT 1"))
        .isEqualTo("{\"name\": \"platform-housekeeping\"}");
  }

  @Test
  void a_failing_job_is_told_without_class_names_or_sql() {
    Answer answer = admin().run(RUN, Map.of("name", "test-broken")).expectSuccess(RUN);

    assertThat(answer.text(RUN + ".run.state")).isEqualTo("FAILED");
    assertThat(answer.text(RUN + ".run.error"))
        .isEqualTo("It failed unexpectedly; the log has the details.");
    assertThat(answer.body().encode()).doesNotContain("Exception").doesNotContain("no_such_table");
  }

  @Test
  void a_job_that_does_not_exist_is_not_found_and_nothing_is_audited() {
    GraphQLClient admin = admin();
    String before = rows.checksum("audit_entry");

    assertThat(admin.run(RUN, Map.of("name", "no such job")).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(admin.run(RUN, Map.of("name", " ")).userErrorCodes(RUN))
        .containsExactly("INVALID_INPUT");

    assertThat(rows.checksum("audit_entry")).isEqualTo(before);
  }

  private GraphQLClient admin() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  /** Runs by hand alone: its bucket is a thousand years long. */
  @ApplicationScoped
  static class BrokenJob implements ScheduledJob {
    @Override
    public String name() {
      return "test-broken";
    }

    @Override
    public Duration every() {
      return Duration.ofDays(365_000);
    }

    @Override
    public Uni<Long> run(JobRun run) {
      return Uni.createFrom().failure(new IllegalStateException("SELECT * FROM no_such_table"));
    }
  }
}

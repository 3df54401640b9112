package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.member.PersonalData;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobScheduler;
import io.siyu.testing.Answer;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run of RFM can be cut short anywhere, is one at a time, and keeps nobody waiting. */
@QuarkusTest
class RfmRunTest {

  @Inject AudienceScenario scenario;
  @Inject RfmScenario rfm;
  @Inject JobScheduler jobs;
  @Inject Database database;
  @Inject Sql sql;
  @Inject Rows rows;
  @Inject StatementLog statements;
  @Inject Instance<PersonalData> personalData;

  @BeforeEach
  void only_these_members_have_bought() {
    rfm.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    rfm.end();
  }

  @Test
  void a_run_that_is_cut_short_after_any_batch_goes_on_to_the_same_end() {
    rfm.fiveByFive();
    rfm.run();
    String expected = rfm.state();
    int batches = 0;
    boolean open = true;
    while (open) {
      batches++;
      rows.update("DELETE FROM rfm_score");
      rows.update("DELETE FROM member_tag WHERE source = 'RFM'");
      rfm.request();
      for (int i = 0; i < batches && open; i++) {
        open = rfm.step() > 0;
      }
      rows.update("UPDATE rfm_run SET month = NULL WHERE state = 'DONE'");
      Rows.await(jobs.runNow(RfmRefresh.NAME));
      assertThat(rfm.state()).as("cut after %s batches", batches).isEqualTo(expected);
      rfm.finishOpen();
    }
    assertThat(batches).as("places at which it was cut").isGreaterThan(6);
  }

  @Test
  void one_who_asks_just_as_the_run_ends_is_told_so() {
    assertThatThrownBy(() -> RfmService.requireUnderWay(null))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.codeAs(RefreshRfmErrorCode.class))
                    .isEqualTo(RefreshRfmErrorCode.RUN_JUST_DONE));
  }

  @Test
  void a_batch_that_fails_leaves_the_run_where_it_was() {
    rfm.fiveByFive();
    rfm.request();
    while (!"CLASSIFYING".equals(rfm.stateOfOpen())) {
      rfm.step();
    }
    String before = rows.text("SELECT md5(string_agg(t::text, '')) FROM rfm_measure t");

    try {
      Rows.await(
          database.transaction(
              () ->
                  rfm.refreshStep()
                      .invoke(
                          done -> {
                            throw new IllegalStateException("killed");
                          })));
    } catch (IllegalStateException killed) {
      assertThat(killed).hasMessage("killed");
    }

    assertThat(rows.text("SELECT md5(string_agg(t::text, '')) FROM rfm_measure t"))
        .isEqualTo(before);
    assertThat(rows.count("rfm_score")).isZero();
  }

  @Test
  void a_run_is_asked_for_once_and_joined_by_who_asks_again() {
    Answer first = ask(Map.of("windowDays", 90));
    Answer second = ask(Map.of());

    assertThat(second.text("refreshRfm.run.id")).isEqualTo(first.text("refreshRfm.run.id"));
    assertThat(second.number("refreshRfm.run.windowDays")).isEqualTo(90);
    assertThat(rows.count("rfm_run WHERE state <> 'DONE'")).isEqualTo(1);
    assertThat(
            rows.count(
                "audit_entry WHERE action = 'refreshRfm' AND subject = $1",
                first.text("refreshRfm.run.id")))
        .isEqualTo(2);
    assertThat(
            scenario
                .operator()
                .run("refreshRfm", Map.of("windowDays", 731))
                .userErrorCodes("refreshRfm"))
        .containsExactly("INVALID_INPUT");
  }

  @Test
  void another_window_does_not_join_the_run_under_way() {
    Answer first = ask(Map.of("windowDays", 90));

    Answer other = scenario.operator().run("refreshRfm", Map.of("windowDays", 30));
    Answer same = ask(Map.of("windowDays", 90));

    assertThat(other.userErrorCodes("refreshRfm")).containsExactly("OTHER_RUN_UNDER_WAY");
    String run = first.text("refreshRfm.run.id");
    assertThat(other.text("refreshRfm.userErrors.0.run.id")).isEqualTo(run);
    assertThat(other.number("refreshRfm.userErrors.0.run.windowDays")).isEqualTo(90);
    assertThat(same.text("refreshRfm.run.id")).isEqualTo(run);
    assertThat(rows.count("rfm_run WHERE state <> 'DONE'")).isEqualTo(1);
    assertThat(rows.count("audit_entry WHERE action = 'refreshRfm' AND subject = $1", run))
        .as("what was refused is not on record")
        .isEqualTo(2);
  }

  @Test
  void the_window_ends_today_and_begins_with_its_first_day() {
    UUID inside = scenario.member();
    scenario.bought(inside, rfm.today().minusDays(29), 1, 100);
    UUID outside = scenario.member();
    scenario.bought(outside, rfm.today().minusDays(30), 1, 100);
    ask(Map.of("windowDays", 30));

    Rows.await(jobs.runNow(RfmRefresh.NAME));

    assertThat(rows.count("rfm_score WHERE member_id = $1", inside)).isEqualTo(1);
    assertThat(rows.count("rfm_score WHERE member_id = $1", outside)).isZero();
  }

  @Test
  void a_batch_costs_the_same_few_statements_however_many_members_are_in_it() {
    rfm.fiveByFive();
    rfm.request();

    assertThat(statementsOf("REQUESTED")).isEqualTo(2);
    assertThat(statementsOf("MEASURING")).isEqualTo(3);
    while ("MEASURING".equals(rfm.stateOfOpen())) {
      rfm.step();
    }
    assertThat(statementsOf("CLASSIFYING")).isEqualTo(7);
    while ("CLASSIFYING".equals(rfm.stateOfOpen())) {
      rfm.step();
    }
    assertThat(statementsOf("CLEARING")).isEqualTo(4);
  }

  @Test
  void a_batch_that_meets_a_member_who_is_leaving_waits_and_leaves_nothing_behind() {
    UUID leaving = rfm.fiveByFive().get(4);
    rfm.request();
    while (!"CLASSIFYING".equals(rfm.stateOfOpen())) {
      rfm.step();
    }
    PersonalData projections =
        personalData.stream().filter(data -> data.section().equals("activity")).findFirst().get();
    AtomicReference<CompletableFuture<Integer>> batch = new AtomicReference<>();

    rows.inTransaction(
        () ->
            projections
                .erase(leaving)
                .invoke(() -> batch.set(CompletableFuture.supplyAsync(rfm::step)))
                .chain(this::untilSomebodyWaits));
    batch.get().orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(rows.count("rfm_score WHERE member_id = $1", leaving)).isZero();
    assertThat(rows.count("member_tag WHERE member_id = $1", leaving)).isZero();
    assertThat(rows.count("rfm_score")).as("the others").isEqualTo(4);
  }

  /** Asks the database until a statement on the projection waits for a lock. */
  private Uni<Void> untilSomebodyWaits() {
    return sql.first(
            """
            SELECT count(*) AS waiting FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND (query LIKE '%member_activity%'
              OR query LIKE '%rfm_score%') AND datname = current_database()""",
            row -> row.number("waiting"))
        .chain(
            waiting ->
                waiting > 0
                    ? Uni.createFrom().voidItem()
                    : sql.first("SELECT pg_stat_clear_snapshot()", row -> 0)
                        .chain(this::untilSomebodyWaits));
  }

  private int statementsOf(String state) {
    assertThat(rfm.stateOfOpen()).isEqualTo(state);
    statements.start();
    rfm.step();
    return statements.stop("rfm_").size()
        + statements.stop("member_tag").size()
        + statements.stop("FOR KEY SHARE").size();
  }

  @Test
  void each_month_has_one_run() {
    rows.update("UPDATE rfm_run SET month = NULL");

    Rows.await(jobs.runNow(RfmRefresh.NAME));
    Rows.await(jobs.runNow(RfmRefresh.NAME));

    assertThat(
            rows.count(
                "rfm_run WHERE month = $1 AND state = 'DONE'", rfm.today().withDayOfMonth(1)))
        .isEqualTo(1);
    Answer overview = scenario.operator().runWith("rfmOverview", Map.of());
    assertThat(overview.array("rfmOverview.classes")).hasSize(8);
    assertThat(overview.text("rfmOverview.latestRun.state")).isEqualTo("DONE");
  }

  @Test
  void whoever_earns_is_not_kept_waiting_by_a_batch() {
    List<UUID> members = rfm.fiveByFive();
    rfm.request();
    while (!"CLASSIFYING".equals(rfm.stateOfOpen())) {
      rfm.step();
    }

    int locked = rows.inTransaction(() -> rfm.refreshStep().chain(() -> lockedElsewhere(members)));

    assertThat(locked).as("members' rows that could be locked at once").isEqualTo(5);
  }

  private Answer ask(Map<String, Object> input) {
    return scenario.operator().run("refreshRfm", input).expectSuccess("refreshRfm");
  }

  /** On another thread, which waits; this one comes back to its own context. */
  private Uni<Integer> lockedElsewhere(List<UUID> members) {
    Context here = Vertx.currentContext();
    return Uni.createFrom()
        .emitter(
            emitter ->
                CompletableFuture.supplyAsync(() -> lockAtOnce(members))
                    .whenComplete(
                        (locked, failure) ->
                            here.runOnContext(
                                ignored -> {
                                  if (failure == null) {
                                    emitter.complete(locked);
                                  } else {
                                    emitter.fail(failure);
                                  }
                                })));
  }

  private int lockAtOnce(List<UUID> members) {
    return rows.inTransaction(
            () ->
                sql.list(
                    "SELECT id FROM member WHERE id = ANY($1) FOR NO KEY UPDATE NOWAIT",
                    row -> row.uuid("id"),
                    members))
        .size();
  }
}

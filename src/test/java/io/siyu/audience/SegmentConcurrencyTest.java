package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.member.PersonalData;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobScheduler;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members leave beside a refresh, and staff save segments beside each other. */
@QuarkusTest
class SegmentConcurrencyTest {

  private static final int MOST = 200;

  @Inject AudienceScenario scenario;
  @Inject JobScheduler jobs;
  @Inject PausedJobs pausedJobs;
  @Inject Sql sql;
  @Inject Rows rows;
  @Inject Instance<PersonalData> personalData;

  private final String name = "beside-" + UUID.randomUUID().toString().substring(0, 8);
  private GraphQLClient operator;

  @BeforeEach
  void no_job_runs_beside_the_test() {
    pausedJobs.begin();
    operator = scenario.operator();
  }

  @AfterEach
  void leave_room_for_others() {
    String mine = "SELECT id FROM segment WHERE name LIKE '%s%%'".formatted(name);
    rows.update("DELETE FROM segment_member WHERE segment_id IN (%s)".formatted(mine));
    rows.update("DELETE FROM segment WHERE id IN (%s)".formatted(mine));
    pausedJobs.end();
  }

  @Test
  void a_refresh_that_meets_a_member_who_is_leaving_writes_nothing_of_them() {
    UUID leaving = scenario.taggedMember(name);
    UUID stays = scenario.taggedMember(name);
    save(name, false).expectSuccess("saveSegment");

    refreshBesideLeaving(leaving);

    assertThat(rows.count("segment_member WHERE member_id = $1", leaving)).isZero();
    assertThat(rows.count("segment_member WHERE member_id = $1", stays)).isEqualTo(1);
  }

  @Test
  void a_segment_tags_nobody_who_is_leaving() {
    UUID leaving = scenario.taggedMember(name);
    UUID stays = scenario.taggedMember(name);
    Map<String, Object> input = input(name, false);
    input.put("tag", name + "-tag");
    id(operator.run("saveSegment", input));
    refresh();
    rows.update("DELETE FROM member_tag WHERE code = $1", name + "-tag");
    rows.update("UPDATE segment SET refresh_due_at = updated_at WHERE name = $1", name);

    refreshBesideLeaving(leaving);

    assertThat(rows.count("member_tag WHERE code = $1 AND member_id = $2", name + "-tag", leaving))
        .isZero();
    assertThat(rows.count("member_tag WHERE code = $1 AND member_id = $2", name + "-tag", stays))
        .isEqualTo(1);
  }

  private void refreshBesideLeaving(UUID leaving) {
    PersonalData projections =
        personalData.stream().filter(data -> data.section().equals("activity")).findFirst().get();
    AtomicReference<CompletableFuture<Void>> refresh = new AtomicReference<>();
    rows.inTransaction(
        () ->
            sql.first("SELECT id FROM member WHERE id = $1 FOR UPDATE", row -> 0, leaving)
                .invoke(() -> refresh.set(CompletableFuture.runAsync(this::refresh)))
                .chain(() -> untilWaiting(1))
                .chain(() -> projections.erase(leaving))
                .chain(
                    () ->
                        sql.update(
                            "UPDATE member SET status = 'DELETED', openid = NULL WHERE id = $1",
                            leaving)));
    refresh.get().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  void many_who_save_at_once_share_the_last_place() {
    fillUpTo(MOST - 1);
    List<CompletableFuture<Answer>> saves = new ArrayList<>();

    rows.inTransaction(
        () ->
            sql.update("LOCK TABLE segment IN SHARE MODE")
                .invoke(
                    () -> {
                      for (int i = 0; i < 3; i++) {
                        String called = name + "-new-" + i;
                        saves.add(CompletableFuture.supplyAsync(() -> save(called, false)));
                      }
                    })
                .chain(() -> untilWaiting(3)));

    List<List<String>> codes =
        saves.stream()
            .map(save -> save.orTimeout(60, TimeUnit.SECONDS).join())
            .map(answer -> answer.userErrorCodes("saveSegment"))
            .toList();
    assertThat(codes)
        .containsExactlyInAnyOrder(
            List.of(), List.of("TOO_MANY_SEGMENTS"), List.of("TOO_MANY_SEGMENTS"));
    assertThat(present()).isEqualTo(MOST);
  }

  @Test
  void a_segment_comes_out_of_the_archive_only_where_there_is_room() {
    String archived = id(save(name + "-archived", true));
    String active = id(save(name + "-active", false));
    fillUpTo(MOST);

    Answer refused = change(archived, 1, name + "-archived", false);

    assertThat(refused.userErrorCodes("saveSegment")).containsExactly("TOO_MANY_SEGMENTS");
    assertThat(
            rows.count("segment WHERE id = $1 AND archived AND version = 1", Rows.uuid(archived)))
        .as("nothing changed")
        .isEqualTo(1);
    id(save(name + "-archive-has-room", true));
    id(change(active, 1, name + "-renamed", false));
    id(change(active, 2, name + "-renamed", true));
    id(change(archived, 1, name + "-archived", false));
    assertThat(present()).isEqualTo(MOST);
  }

  private void fillUpTo(int count) {
    rows.update(
        """
        INSERT INTO segment (id, name, rule, created_at, updated_at, refresh_due_at)
        SELECT gen_random_uuid(), $1::text || n, '{"lifecycleStages": ["LOST"]}', now(), now(),
               '2100-01-01'
        FROM generate_series(1, $2::int) n""",
        name,
        count - (int) present());
  }

  private long present() {
    return rows.count("segment WHERE NOT archived");
  }

  private void refresh() {
    Rows.await(jobs.runNow("audience-segment-refresh"));
  }

  /** Asks the database until so many statements on segments wait for a lock. */
  private Uni<Void> untilWaiting(int statements) {
    return sql.first(
            """
            SELECT count(*) AS waiting FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND query SIMILAR TO '%(segment|member_tag)%'
              AND datname = current_database()""",
            row -> row.number("waiting"))
        .chain(
            waiting ->
                waiting >= statements
                    ? Uni.createFrom().voidItem()
                    : sql.first("SELECT pg_stat_clear_snapshot()", row -> 0)
                        .chain(() -> untilWaiting(statements)));
  }

  private Answer save(String called, boolean archived) {
    return operator.run("saveSegment", input(called, archived));
  }

  private Answer change(String id, int version, String called, boolean archived) {
    Map<String, Object> input = input(called, archived);
    input.put("id", id);
    input.put("version", version);
    return operator.run("saveSegment", input);
  }

  private Map<String, Object> input(String called, boolean archived) {
    return new HashMap<>(
        Map.of(
            "name",
            called,
            "rule",
            Map.of("tag", Map.of("codes", List.of(name))),
            "archived",
            archived,
            "idempotencyKey",
            Ids.next().toString()));
  }

  private static String id(Answer answer) {
    return answer.expectSuccess("saveSegment").text("saveSegment.segment.id");
  }
}

package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.time.BrandCalendar;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Members who bought, runs that are done batch by batch, and what came of them. */
@ApplicationScoped
class RfmScenario {

  private final AudienceScenario scenario;
  private final RfmRuns runs;
  private final RfmRefresh refresh;
  private final BrandCalendar calendar;
  private final Rows rows;
  private final PausedJobs jobs;

  RfmScenario(
      AudienceScenario scenario,
      RfmRuns runs,
      RfmRefresh refresh,
      BrandCalendar calendar,
      Rows rows,
      PausedJobs jobs) {
    this.scenario = scenario;
    this.runs = runs;
    this.refresh = refresh;
    this.calendar = calendar;
    this.rows = rows;
    this.jobs = jobs;
  }

  LocalDate today() {
    return calendar.today();
  }

  /** Nobody has bought anything, and no job runs beside the test. */
  void begin() {
    jobs.begin();
    finishOpen();
    rows.update("DELETE FROM rfm_score");
    rows.update("DELETE FROM member_tag WHERE source = 'RFM'");
    rows.update("DELETE FROM member_purchase_day");
  }

  void end() {
    finishOpen();
    jobs.end();
  }

  /** From one who bought once, little and long ago to one who bought much, often and lately. */
  List<UUID> fiveByFive() {
    List<UUID> members = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      UUID member = scenario.member();
      scenario.bought(member, today().minusDays(60 - 10L * i), i, i * 1_000L);
      members.add(member);
    }
    return members;
  }

  /** Of each two values, the better one is high where few enough have it. */
  UUID memberIn(RfmClass rfmClass) {
    String name = rfmClass.name();
    boolean recent = name.endsWith("VALUE") || name.endsWith("DEVELOP");
    boolean often = name.endsWith("VALUE") || name.endsWith("KEEP");
    UUID member = scenario.member();
    scenario.bought(
        member,
        today().minusDays(recent ? 1 : 50),
        often ? 9 : 1,
        name.startsWith("IMPORTANT") ? 90_000 : 1_000);
    return member;
  }

  void run() {
    request();
    while (step() > 0) {
      assertThat(stateOfOpen()).isNotEqualTo("DONE");
    }
  }

  void request() {
    rows.inTransaction(() -> runs.request(365, calendar.now()));
  }

  int step() {
    return rows.inTransaction(this::refreshStep);
  }

  Uni<Integer> refreshStep() {
    return refresh.step();
  }

  void finishOpen() {
    rows.update(
        """
        UPDATE rfm_run SET state = 'DONE', finished_at = now(), position = NULL,
          as_of = coalesce(as_of, '2020-01-01') WHERE state <> 'DONE'""");
    rows.update("DELETE FROM rfm_measure");
  }

  String stateOfOpen() {
    return rows.first(
        "SELECT (SELECT state FROM rfm_run WHERE state <> 'DONE') AS state",
        row -> row.text("state"));
  }

  List<String> scores(List<UUID> members) {
    return members.stream()
        .map(
            member ->
                rows.text(
                    """
                    SELECT recency || ' ' || frequency || ' ' || monetary
                    FROM rfm_score WHERE member_id = $1""",
                    member))
        .toList();
  }

  List<String> tags(List<UUID> members) {
    return members.stream().map(this::tag).toList();
  }

  String tag(UUID member) {
    return rows.text(
        """
        SELECT string_agg(code, ',') FROM member_tag WHERE member_id = $1 AND source = 'RFM'""",
        member);
  }

  /** All but which run it was. */
  String state() {
    return rows.text(
            """
            SELECT md5(string_agg(concat_ws(' ', member_id, last_order_on, order_count, spent_fen,
                       recency, frequency, monetary), ',' ORDER BY member_id)) FROM rfm_score""")
        + rows.text(
            """
            SELECT md5(string_agg(member_id || code, ',' ORDER BY member_id, code))
            FROM member_tag WHERE source = 'RFM'""");
  }
}

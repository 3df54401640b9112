package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.Background;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segments are written, previewed and refreshed; what is wrong with a rule is said by its node. */
@QuarkusTest
class SegmentTest {

  @Inject AudienceScenario scenario;
  @Inject Segments segments;
  @Inject StatementLog statements;
  @Inject Background background;
  @Inject Rows rows;

  private final String tag = "seg-" + UUID.randomUUID().toString().substring(0, 8);
  private GraphQLClient operator;

  @BeforeEach
  void login() {
    operator = scenario.operator();
  }

  @Test
  void a_preview_counts_and_shows_the_newest_in_one_statement() {
    List<UUID> members = IntStream.range(0, 12).mapToObj(i -> scenario.taggedMember(tag)).toList();
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE id = $1", members.get(0));

    statements.start();
    Answer preview =
        preview(Map.of("all", List.of(hasTag(tag), Map.of("lastActive", Map.of("atMost", 1)))));

    assertThat(statements.stop("FROM member m LEFT JOIN member_activity")).hasSize(1);
    assertThat(preview.number("segmentPreview.count")).isEqualTo(11);
    assertThat(preview.array("segmentPreview.sample")).hasSize(10);
    assertThat(preview.text("segmentPreview.sample.0.memberId"))
        .isEqualTo(IdType.of("member").encode(members.get(11)));
  }

  @Test
  void a_saved_segment_previews_like_its_rule_and_an_empty_one_counts_nobody() {
    scenario.taggedMember(tag);
    String id = save(tag, hasTag(tag)).text("saveSegment.segment.id");

    Answer saved = operator.runWith("segmentPreview", Map.of("segmentId", id));
    Answer empty = preview(hasTag("nobody-" + tag));

    assertThat(saved.number("segmentPreview.count")).isEqualTo(1);
    assertThat(empty.number("segmentPreview.count")).isZero();
    assertThat(empty.array("segmentPreview.sample")).isEmpty();
    assertThat(operator.runWith("segmentPreview", Map.of()).errorCodes())
        .containsExactly("BAD_INPUT");
  }

  @Test
  void a_refusal_names_the_node_that_is_wrong_and_changes_nothing() {
    Map<String, Object> spend = Map.of("spend", Map.of("days", 731, "atLeastFen", 1));
    Map<String, Object> bad =
        Map.of("all", List.of(hasTag(tag), Map.of("any", List.of(hasTag(tag), spend))));
    long before = rows.count("segment");

    Answer answer = operator.run("saveSegment", input(tag, bad));

    assertThat(answer.userErrorCodes("saveSegment")).containsExactly("INVALID_INPUT");
    assertThat(answer.array("saveSegment.userErrors.0.field").getList())
        .isEqualTo(List.of("input", "rule", "all", "1", "any", "1", "spend", "days"));
    assertThat(rows.count("segment")).isEqualTo(before);
    Answer query = operator.runWith("segmentPreview", Map.of("rule", bad));
    assertThat(query.body().encode()).contains("rule.all.1.any.1.spend.days");
  }

  @Test
  void rules_are_bounded_in_depth_in_number_and_in_what_a_node_says() {
    Map<String, Object> deep = hasTag(tag);
    for (int i = 0; i < 5; i++) {
      deep = Map.of("all", List.of(deep));
    }
    List<Map<String, Object>> many =
        IntStream.range(0, 3)
            .<Map<String, Object>>mapToObj(
                i -> Map.of("any", IntStream.range(0, 17).mapToObj(j -> hasTag(tag)).toList()))
            .toList();
    List<Map<String, Object>> wrong =
        List.of(
            deep,
            Map.of("any", many),
            Map.of(),
            Map.of("all", List.of()),
            Map.of("tag", Map.of("codes", List.of(tag)), "lastOrder", Map.of("atMost", 1)),
            Map.of("tag", Map.of("codes", List.of())),
            Map.of("tag", Map.of("codes", List.of("\u0000"))),
            Map.of("spend", Map.of("days", 90)),
            Map.of("spend", Map.of("atLeastFen", 2, "atMostFen", 1)),
            Map.of("orders", Map.of("atLeast", -1)),
            Map.of("lastActive", Map.of("atLeast", 0)),
            Map.of("lifecycleStages", List.of()));

    for (Map<String, Object> rule : wrong) {
      assertThat(operator.run("saveSegment", input(tag, rule)).userErrorCodes("saveSegment"))
          .as(rule.toString())
          .containsExactly("INVALID_INPUT");
    }
    assertThat(rows.count("segment WHERE name = $1", tag)).isZero();
  }

  @Test
  void values_never_become_part_of_the_statement() {
    String nasty = "') OR true; DROP TABLE segment; --";
    UUID member = scenario.taggedMember(nasty);

    assertThat(preview(hasTag(nasty)).number("segmentPreview.count")).isEqualTo(1);
    assertThat(preview(hasTag("' OR '1'='1")).number("segmentPreview.count")).isZero();
    rows.update("DELETE FROM member_tag WHERE member_id = $1", member);
  }

  @Test
  void a_refresh_takes_in_whom_the_rule_means_and_lets_go_whom_it_does_not() {
    UUID stays = scenario.taggedMember(tag);
    UUID goes = scenario.taggedMember(tag);
    UUID segment = Rows.uuid(save(tag, hasTag(tag)).text("saveSegment.segment.id"));
    refresh();
    assertThat(membersOf(segment)).containsExactly(stays, goes);
    UUID comes = scenario.taggedMember(tag);
    rows.update("DELETE FROM member_tag WHERE member_id = $1", goes);
    assertThat(Rows.await(segments.matches(segment, comes))).isTrue();
    assertThat(Rows.await(segments.isMember(segment, comes))).isFalse();

    operator
        .run("refreshSegment", Map.of("segmentId", IdType.of("segment").encode(segment)))
        .expectSuccess("refreshSegment");
    refresh();

    assertThat(membersOf(segment)).containsExactly(stays, comes);
    assertThat(Rows.await(segments.isMember(segment, comes))).isTrue();
    assertThat(Rows.await(segments.isMember(segment, goes))).isFalse();
    assertThat(Rows.await(segments.matches(segment, goes))).isFalse();
    Answer page =
        operator.runWith(
            "segmentMembers",
            Map.of("segmentId", IdType.of("segment").encode(segment), "first", 1));
    assertThat(page.array("segmentMembers.nodes")).hasSize(1);
    assertThat(page.at("segmentMembers.pageInfo.hasNextPage")).isEqualTo(true);
  }

  @Test
  void a_member_who_was_blocked_is_in_no_segment_from_then_on() {
    UUID member = scenario.taggedMember(tag);
    UUID segment = Rows.uuid(save(tag, hasTag(tag)).text("saveSegment.segment.id"));
    refresh();

    rows.update("UPDATE member SET status = 'BLOCKED' WHERE id = $1", member);

    assertThat(Rows.await(segments.isMember(segment, member))).isFalse();
    assertThat(Rows.await(segments.matches(segment, member))).isFalse();
    assertThat(membersOf(segment)).isEmpty();
  }

  @Test
  void one_segment_that_cannot_be_refreshed_holds_up_no_other() {
    scenario.taggedMember(tag);
    UUID broken = Rows.uuid(save("broken-" + tag, hasTag(tag)).text("saveSegment.segment.id"));
    rows.update("UPDATE segment SET rule = '{\"unknown\": 1}' WHERE id = $1", broken);
    UUID segment = Rows.uuid(save(tag, hasTag(tag)).text("saveSegment.segment.id"));

    refresh();
    refresh();

    assertThat(membersOf(segment)).hasSize(1);
    assertThat(rows.count("segment WHERE id = $1 AND refreshed_at IS NULL", broken)).isEqualTo(1);
    rows.update(
        "UPDATE segment SET rule = '{\"lifecycleStages\": [\"LOST\"]}' WHERE id = $1", broken);
  }

  @Test
  void a_refresh_that_was_killed_goes_on_behind_its_position_and_a_change_begins_anew() {
    UUID before = scenario.taggedMember(tag);
    UUID behind = scenario.taggedMember(tag);
    String id = save(tag, hasTag(tag)).text("saveSegment.segment.id");
    rows.update("UPDATE segment SET refresh_position = $2 WHERE id = $1", Rows.uuid(id), before);

    refresh();

    assertThat(membersOf(Rows.uuid(id))).containsExactly(behind);
    rows.update("UPDATE segment SET refresh_position = $2 WHERE id = $1", Rows.uuid(id), before);
    Map<String, Object> change = input(tag, hasTag(tag));
    change.putAll(Map.of("id", id, "version", 1));
    operator.run("saveSegment", change).expectSuccess("saveSegment");
    refresh();
    assertThat(membersOf(Rows.uuid(id))).containsExactly(before, behind);
  }

  @Test
  void who_changes_an_outdated_version_is_refused() {
    String id = save(tag, hasTag(tag)).text("saveSegment.segment.id");
    Map<String, Object> change = input(tag + "-2", hasTag(tag));
    change.put("id", id);
    change.put("version", 1);
    operator.run("saveSegment", change).expectSuccess("saveSegment");
    Map<String, Object> late = input(tag + "-3", hasTag(tag));
    late.put("id", id);
    late.put("version", 1);

    Answer refused = operator.run("saveSegment", late);
    Answer again = operator.run("saveSegment", change).expectSuccess("saveSegment");

    assertThat(refused.userErrorCodes("saveSegment")).containsExactly("CHANGED_MEANWHILE");
    assertThat(again.number("saveSegment.segment.version")).isEqualTo(2);
    assertThat(rows.text("SELECT name FROM segment WHERE id = $1", Rows.uuid(id)))
        .isEqualTo(tag + "-2");
    assertThat(
            operator
                .run("saveSegment", input(tag + "-2", hasTag(tag)))
                .userErrorCodes("saveSegment"))
        .containsExactly("NAME_TAKEN");
  }

  @Test
  void an_archived_segment_has_no_members_and_is_not_refreshed() {
    scenario.taggedMember(tag);
    String id = save(tag, hasTag(tag)).text("saveSegment.segment.id");
    refresh();
    Map<String, Object> archive = input(tag, hasTag(tag));
    archive.putAll(Map.of("id", id, "version", 1, "archived", true));
    operator.run("saveSegment", archive).expectSuccess("saveSegment");

    refresh();

    assertThat(membersOf(Rows.uuid(id))).isEmpty();
    assertThat(Rows.await(segments.exists(Rows.uuid(id)))).isFalse();
    assertThat(
            operator
                .run("refreshSegment", Map.of("segmentId", id))
                .userErrorCodes("refreshSegment"))
        .containsExactly("ARCHIVED");
    assertThat(operator.runWith("segments", Map.of("archived", true)).text("segments.nodes.0.id"))
        .isEqualTo(id);
  }

  @Test
  void only_those_who_plan_may_look() {
    for (String role : List.of(Roles.SERVICE, Roles.CONTENT)) {
      GraphQLClient other = scenario.staff(role);
      assertThat(other.runWith("segments", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
      assertThat(other.runWith("segmentPreview", Map.of("rule", hasTag(tag))).errorCodes())
          .containsExactly("FORBIDDEN");
    }
  }

  private void refresh() {
    background.run("audience-segment-refresh");
  }

  private List<UUID> membersOf(UUID segment) {
    return Rows.await(segments.membersAfter(segment, null, 100));
  }

  private Answer preview(Map<String, Object> rule) {
    return operator.runWith("segmentPreview", Map.of("rule", rule)).expectSuccess("segmentPreview");
  }

  private Answer save(String name, Map<String, Object> rule) {
    return operator.run("saveSegment", input(name, rule)).expectSuccess("saveSegment");
  }

  private static Map<String, Object> input(String name, Map<String, Object> rule) {
    return new HashMap<>(
        Map.of("name", name, "rule", rule, "idempotencyKey", Ids.next().toString()));
  }

  private static Map<String, Object> hasTag(String code) {
    return Map.of("tag", Map.of("codes", List.of(code)));
  }
}

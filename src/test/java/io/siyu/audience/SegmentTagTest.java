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
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment that gives its members a tag, and takes it back from whoever is in it no more. */
@QuarkusTest
class SegmentTagTest {

  @Inject AudienceScenario scenario;
  @Inject Background background;
  @Inject Rows rows;

  private GraphQLClient operator;
  private String asked;
  private String given;

  @BeforeEach
  void aTagToAskForAndOneToGive() {
    operator = scenario.staff(Roles.OPERATOR);
    asked = "asked-" + Ids.next().toString().substring(19);
    given = "given-" + Ids.next().toString().substring(19);
  }

  @Test
  void members_have_the_tag_while_they_are_in_it() {
    UUID stays = scenario.taggedMember(asked);
    UUID leaves = scenario.taggedMember(asked);
    UUID segment = saved(Map.of("tag", given));
    refresh();
    assertThat(tagged(given)).isEqualTo(2);
    assertThat(rows.text("SELECT source FROM member_tag WHERE code = $1 LIMIT 1", given))
        .isEqualTo("RULE");
    rows.update("DELETE FROM member_tag WHERE member_id = $1 AND code = $2", leaves, asked);
    String before =
        rows.text(
            "SELECT id::text FROM member_tag WHERE code = $1 AND member_id = $2", given, stays);

    due(segment);
    refresh();

    assertThat(tagged(given)).isEqualTo(1);
    assertThat(rows.text("SELECT id::text FROM member_tag WHERE code = $1", given))
        .as("who stays keeps the tag as it was")
        .isEqualTo(before);
  }

  @Test
  void what_staff_gave_by_hand_stays() {
    UUID member = scenario.taggedMember(asked);
    UUID segment = saved(Map.of("tag", given));
    operator
        .run(
            "tagMembers",
            Map.of(
                "memberIds", List.of(IdType.of("member").encode(member)),
                "add", List.of(Map.of("code", given)),
                "idempotencyKey", Ids.next().toString()))
        .expectSuccess("tagMembers");
    refresh();
    assertThat(tagged(given)).isEqualTo(2);

    operator.run("saveSegment", change(segment, 1, Map.of())).expectSuccess("saveSegment");
    refresh();

    assertThat(rows.text("SELECT string_agg(source, ',') FROM member_tag WHERE code = $1", given))
        .isEqualTo("OPERATOR");
  }

  @Test
  void another_tag_replaces_the_first_and_an_archived_segment_gives_none() {
    scenario.taggedMember(asked);
    UUID segment = saved(Map.of("tag", given));
    refresh();
    String other = given + "-2";

    operator
        .run("saveSegment", change(segment, 1, Map.of("tag", other)))
        .expectSuccess("saveSegment");
    refresh();
    assertThat(tagged(given)).isZero();
    assertThat(tagged(other)).isEqualTo(1);
    operator
        .run("saveSegment", change(segment, 2, Map.of("tag", other, "archived", true)))
        .expectSuccess("saveSegment");

    assertThat(tagged(other)).isZero();
  }

  @Test
  void no_two_segments_give_one_tag() {
    saved(Map.of("tag", given));
    long before = rows.count("segment");

    Answer refused = operator.run("saveSegment", input("second", Map.of("tag", given)));

    assertThat(refused.userErrorCodes("saveSegment")).containsExactly("TAG_TAKEN");
    assertThat(
            operator
                .run("saveSegment", input("third", Map.of("tag", "x".repeat(41))))
                .userErrorCodes("saveSegment"))
        .containsExactly("INVALID_INPUT");
    assertThat(rows.count("segment")).isEqualTo(before);
  }

  private long tagged(String code) {
    return rows.count("member_tag WHERE code = $1", code);
  }

  private UUID saved(Map<String, Object> more) {
    Answer answer = operator.run("saveSegment", input("first", more)).expectSuccess("saveSegment");
    assertThat(answer.text("saveSegment.segment.tag")).isEqualTo(more.get("tag"));
    return Rows.uuid(answer.text("saveSegment.segment.id"));
  }

  private Map<String, Object> change(UUID segment, int version, Map<String, Object> more) {
    Map<String, Object> input = input("first", more);
    input.put("id", SegmentView.ID.encode(segment));
    input.put("version", version);
    return input;
  }

  private Map<String, Object> input(String name, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put("name", name + " " + asked);
    input.put("rule", Map.of("tag", Map.of("codes", List.of(asked))));
    input.put("idempotencyKey", Ids.next().toString());
    return input;
  }

  private void due(UUID segment) {
    rows.update("UPDATE segment SET refresh_due_at = updated_at WHERE id = $1", segment);
  }

  private void refresh() {
    background.run("audience-segment-refresh");
  }
}

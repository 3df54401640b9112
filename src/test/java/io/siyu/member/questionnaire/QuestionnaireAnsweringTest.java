package io.siyu.member.questionnaire;

import static io.siyu.member.questionnaire.QuestionnaireScenario.SAVE;
import static io.siyu.member.questionnaire.QuestionnaireScenario.SUBMIT;
import static io.siyu.member.questionnaire.QuestionnaireScenario.answers;
import static io.siyu.member.questionnaire.QuestionnaireScenario.saved;
import static io.siyu.member.questionnaire.QuestionnaireScenario.skin;
import static io.siyu.member.questionnaire.QuestionnaireScenario.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.points.PointsReconciliation;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QuestionnaireAnsweringTest {

  private static final int POINTS = 20;

  @Inject Rows rows;
  @Inject QuestionnaireAnswering answering;
  @Inject QuestionnaireAnswersData data;
  @Inject PointsReconciliation reconciliation;

  private final GraphQLClient staff = QuestionnaireScenario.staff();
  private GraphQLClient member;
  private String id;
  private String questionnaire;
  private String prefix;

  @BeforeEach
  void ask() {
    prefix = UUID.randomUUID().toString().substring(0, 8) + "-";
    member = GraphQLClient.ofThisTest().asMember("new:asked-" + prefix);
    id = member.send("{ viewer { id } }", Map.of()).text("viewer.id");
    questionnaire = saved(staff, skin(prefix));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    assertThat(Rows.await(reconciliation.violations(Rows.uuid(id)))).isEmpty();
  }

  @Test
  void answers_become_tags_that_staff_see_and_earn_points() {
    Answer answer = submit(member, questionnaire, List.of("3"), List.of("D")).expectSuccess(SUBMIT);

    assertThat(answer.text(SUBMIT + ".asked.answers.0.options.0.text")).isEqualTo("痘痘");
    Answer seen = staff.runWith("member", Map.of("id", id));
    assertThat(tags(seen)).containsExactlyInAnyOrder(prefix + "acne", prefix + "gone");
    assertThat(seen.text("member.tags.0.source")).isEqualTo("QUESTIONNAIRE");
    assertThat(seen.text("member.tags.0.setBy")).isEqualTo(questionnaire);
    assertThat(balance()).isEqualTo(POINTS);
  }

  @Test
  void answering_again_replaces_answers_and_tags_and_earns_nothing_more() {
    submit(member, questionnaire, List.of("3", "4"), List.of("D")).expectSuccess(SUBMIT);

    submit(member, questionnaire, List.of("4"), List.of("C")).expectSuccess(SUBMIT);

    assertThat(tags(staff.runWith("member", Map.of("id", id))))
        .containsExactlyInAnyOrder(prefix + "sensitive", prefix + "improve");
    Answer asked = member.runWith("viewerQuestionnaire", Map.of("id", questionnaire));
    String answers = "viewer.questionnaire.answers";
    assertThat(asked.array(answers)).hasSize(2);
    assertThat(asked.array(answers + ".0.options")).hasSize(1);
    assertThat(asked.text(answers + ".0.options.0.code")).isEqualTo("4");
    assertThat(submissions()).isEqualTo(1);
    assertThat(balance()).isEqualTo(POINTS);
  }

  @Test
  void a_repetition_changes_nothing_and_another_input_is_refused() {
    Map<String, Object> input = answers(questionnaire, List.of("3"), List.of("D"));
    member.run(SUBMIT, input).expectSuccess(SUBMIT);
    String before = checksum();

    member.run(SUBMIT, input).expectSuccess(SUBMIT);
    Map<String, Object> other = answers(questionnaire, List.of("4"), List.of("D"));
    other.put("idempotencyKey", input.get("idempotencyKey"));

    assertThat(member.run(SUBMIT, other).userErrorCodes(SUBMIT))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void a_tag_that_two_questionnaires_give_stays_while_one_of_them_gives_it() {
    String second = saved(staff, skin(prefix));
    submit(member, questionnaire, List.of("3"), List.of("D")).expectSuccess(SUBMIT);
    submit(member, second, List.of("3"), List.of("D")).expectSuccess(SUBMIT);

    submit(member, second, List.of("4"), List.of("D")).expectSuccess(SUBMIT);

    Answer seen = staff.runWith("member", Map.of("id", id));
    assertThat(tags(seen))
        .containsExactlyInAnyOrder(prefix + "acne", prefix + "sensitive", prefix + "gone");
    UUID giver =
        rows.first(
            "SELECT source_id FROM member_tag WHERE member_id = $1 AND code = $2",
            row -> row.uuid("source_id"),
            Rows.uuid(id),
            prefix + "acne");
    assertThat(giver)
        .as("given by the one that still gives it")
        .isEqualTo(Rows.uuid(questionnaire));
    submit(member, questionnaire, List.of("4"), List.of("D")).expectSuccess(SUBMIT);
    assertThat(tags(staff.runWith("member", Map.of("id", id))))
        .containsExactlyInAnyOrder(prefix + "sensitive", prefix + "gone");
  }

  @Test
  void answers_that_do_not_fit_are_refused_and_change_nothing() {
    String before = checksum();

    for (Answer answer :
        List.of(
            submit(member, questionnaire, List.of("5"), List.of("D")),
            submit(member, questionnaire, List.of("3"), List.of("C", "D")),
            member.run(SUBMIT, only("skin", "3")),
            member.run(SUBMIT, only("size", "3")))) {
      assertThat(answer.userErrorCodes(SUBMIT)).containsExactly("ANSWERS_DO_NOT_FIT");
    }
    Map<String, Object> twice = only("skin", "3");
    twice.put(
        "answers",
        List.of(
            Map.of("questionCode", "skin", "optionCodes", List.of("3")),
            Map.of("questionCode", "skin", "optionCodes", List.of("4"))));
    assertThat(member.run(SUBMIT, twice).userErrorCodes(SUBMIT)).containsExactly("INVALID_INPUT");
    assertThat(submit(member, questionnaire, List.of(), List.of("D")).userErrorCodes(SUBMIT))
        .containsExactly("INVALID_INPUT");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void a_closed_questionnaire_takes_no_answers_and_shows_those_it_has() {
    submit(member, questionnaire, List.of("3"), List.of("D")).expectSuccess(SUBMIT);
    Map<String, Object> closing = skin(prefix);
    closing.put("questionnaireId", questionnaire);
    closing.put("open", false);
    staff.run(SAVE, closing).expectSuccess(SAVE);
    String before = checksum();

    assertThat(submit(member, questionnaire, List.of("4"), List.of("D")).userErrorCodes(SUBMIT))
        .containsExactly("QUESTIONNAIRE_CLOSED");
    assertThat(checksum()).isEqualTo(before);
    assertThat(
            member
                .runWith("viewerQuestionnaires", Map.of("first", 50))
                .text("viewer.questionnaires.nodes.0.questionnaire.id"))
        .isEqualTo(questionnaire);
    GraphQLClient other = GraphQLClient.ofThisTest().asMember("new:not-asked-" + prefix);
    assertThat(other.runWith("viewerQuestionnaires", Map.of("first", 50)).body().encode())
        .contains("nodes")
        .doesNotContain(questionnaire);
    assertThat(other.runWith("viewerQuestionnaire", Map.of("id", questionnaire)).errorCodes())
        .containsExactly("NOT_FOUND");
  }

  @Test
  void many_answers_at_once_leave_one_set_with_its_tags_and_earn_once() {
    for (int round = 0; round < 4; round++) {
      answerAtOnce("round-" + round + "-");

      assertThat(submissions()).isEqualTo(1);
      assertThat(balance()).isEqualTo(POINTS);
      String kept =
          rows.text(
              "SELECT array_to_string(tags, ',') FROM questionnaire_submission WHERE member_id = $1",
              Rows.uuid(id));
      assertThat(tags(staff.runWith("member", Map.of("id", id))))
          .as("the tags of the answers that stand")
          .containsExactlyInAnyOrder(kept.split(","));
    }
  }

  private void answerAtOnce(String keys) {
    List<Uni<AskedQuestionnaire>> attempts = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      Map<String, Set<String>> chosen =
          Map.of("skin", Set.of(i % 2 == 0 ? "3" : "4"), "wish", Set.of("D"));
      attempts.add(answering.submit(Rows.uuid(id), Rows.uuid(questionnaire), chosen, keys + i));
    }
    Rows.await(Uni.join().all(attempts).andFailFast());
  }

  @Test
  void members_take_their_answers_along_and_are_forgotten() {
    submit(member, questionnaire, List.of("3"), List.of("D")).expectSuccess(SUBMIT);
    UUID memberId = Rows.uuid(id);

    String export = rows.inTransaction(() -> data.export(memberId)).encode();
    rows.inTransaction(() -> data.erase(memberId));
    rows.inTransaction(() -> data.erase(memberId));

    assertThat(export).contains("肤质小问卷", "痘痘");
    assertThat(submissions()).isZero();
  }

  private Map<String, Object> only(String question, String option) {
    Map<String, Object> input = answers(questionnaire, List.of("3"), List.of("D"));
    input.put("answers", List.of(Map.of("questionCode", question, "optionCodes", List.of(option))));
    return input;
  }

  private static List<String> tags(Answer seen) {
    return IntStream.range(0, seen.array("member.tags").size())
        .mapToObj(i -> seen.text("member.tags." + i + ".code"))
        .toList();
  }

  private long submissions() {
    return rows.count("questionnaire_submission WHERE member_id = $1", Rows.uuid(id));
  }

  private long balance() {
    return rows.number("SELECT balance FROM points_account WHERE member_id = $1", Rows.uuid(id));
  }

  private String checksum() {
    return rows.checksum("questionnaire_submission", "member_tag", "points_entry")
        + rows.count("idempotency_record");
  }
}

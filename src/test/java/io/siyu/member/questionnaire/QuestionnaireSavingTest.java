package io.siyu.member.questionnaire;

import static io.siyu.member.questionnaire.QuestionnaireScenario.SAVE;
import static io.siyu.member.questionnaire.QuestionnaireScenario.SUBMIT;
import static io.siyu.member.questionnaire.QuestionnaireScenario.option;
import static io.siyu.member.questionnaire.QuestionnaireScenario.question;
import static io.siyu.member.questionnaire.QuestionnaireScenario.saved;
import static io.siyu.member.questionnaire.QuestionnaireScenario.skin;
import static io.siyu.member.questionnaire.QuestionnaireScenario.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QuestionnaireSavingTest {

  @Inject Rows rows;
  @Inject StatementLog statements;

  private final GraphQLClient staff = QuestionnaireScenario.staff();

  @Test
  void staff_make_a_questionnaire_once_and_change_it() {
    Map<String, Object> input = skin("a-");
    String id = saved(staff, input);
    assertThat(saved(staff, input)).as("the same request again").isEqualTo(id);

    Map<String, Object> change = skin("b-");
    change.put("questionnaireId", id);
    change.put("title", "新问卷");
    Answer changed = staff.run(SAVE, change).expectSuccess(SAVE);

    assertThat(changed.text(SAVE + ".questionnaire.id")).isEqualTo(id);
    Answer list = staff.runWith("questionnaires", Map.of("first", 1));
    assertThat(list.text("questionnaires.nodes.0.id")).isEqualTo(id);
    assertThat(list.text("questionnaires.nodes.0.title")).isEqualTo("新问卷");
    Answer one = staff.runWith("questionnaire", Map.of("id", id));
    assertThat(one.text("questionnaire.questions.0.options.0.tagCode")).isEqualTo("b-acne");
  }

  @Test
  void what_was_answered_before_a_change_stays_in_the_words_of_then() {
    String name = "saving-" + UUID.randomUUID().toString().substring(0, 8);
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("new:" + name);
    String id = saved(staff, skin("a-"));
    submit(member, id, List.of("3"), List.of("D")).expectSuccess(SUBMIT);

    Map<String, Object> change = skin("b-");
    change.put("questionnaireId", id);
    change.put(
        "questions",
        List.of(question("skin", false, option("3", "出油", "oily"), option("4", "干", "dry"))));
    staff.run(SAVE, change).expectSuccess(SAVE);

    Answer asked = member.runWith("viewerQuestionnaire", Map.of("id", id));
    String node = "viewer.questionnaire";
    assertThat(asked.text(node + ".answers.0.options.0.text")).isEqualTo("痘痘");
    assertThat(asked.text(node + ".questionnaire.questions.0.options.0.text")).isEqualTo("出油");
    assertThat(submit(member, id, List.of("3"), List.of("D")).userErrorCodes(SUBMIT))
        .as("an old page of the mini-program")
        .containsExactly("ANSWERS_DO_NOT_FIT");
  }

  @Test
  void what_makes_no_questionnaire_is_refused_and_nothing_changes() {
    Map<String, Object> a = option("a", "甲", "t1");
    Map<String, Object> b = option("b", "乙", "t2");
    String before = checksum();

    refused("title", " ");
    refused("title", "x".repeat(61));
    refused("description", "x".repeat(501));
    refused("questions", List.of());
    refused("questions", List.of(question("q", false, a)));
    refused("questions", List.of(question("q", false, a, a)));
    refused("questions", List.of(question("q", false, a, b), question("q", false, a, b)));
    refused("questions", List.of(question("x".repeat(21), false, a, b)));
    refused("questions", List.of(question("q", false, a, option("c", "x".repeat(61), "t"))));
    refused("questions", List.of(question("q", false, a, option("123456789", "x", "t"))));
    refused("questions", List.of(question("q", false, a, option("c", "x", "t".repeat(41)))));
    refused(
        "questions", IntStream.range(0, 16).mapToObj(i -> question("q" + i, false, a, b)).toList());

    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void only_staff_save_and_a_questionnaire_that_is_none_is_not_found() {
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("new:saves-nothing");
    String before = checksum();

    assertThat(member.run(SAVE, skin("c-")).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(member.runWith("questionnaires", Map.of()).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(
            member
                .runWith("questionnaire", Map.of("id", "questionnaire_AZAAAAAAcACAAAAAAAAAAQ"))
                .errorCodes())
        .containsExactly("FORBIDDEN");
    Map<String, Object> nobodys = skin("c-");
    nobodys.put("questionnaireId", "questionnaire_AZAAAAAAcACAAAAAAAAAAQ");
    assertThat(staff.run(SAVE, nobodys).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(
            submit(member, "questionnaire_AZAAAAAAcACAAAAAAAAAAQ", List.of("3"), List.of("D"))
                .errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void a_page_is_one_statement_and_the_next_one_goes_on_behind_it() {
    String first = saved(staff, skin("p-"));
    String second = saved(staff, skin("p-"));
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("new:pages");

    statements.start();
    Answer page = member.runWith("viewerQuestionnaires", Map.of("first", 2));
    assertThat(statements.stop("questionnaire")).hasSize(1);

    assertThat(page.text("viewer.questionnaires.nodes.0.questionnaire.id")).isEqualTo(second);
    assertThat(page.text("viewer.questionnaires.nodes.1.questionnaire.id")).isEqualTo(first);
    Answer one = staff.runWith("questionnaires", Map.of("first", 1));
    Answer next =
        staff.runWith(
            "questionnaires",
            Map.of("first", 1, "after", one.text("questionnaires.pageInfo.endCursor")));
    assertThat(next.text("questionnaires.nodes.0.id")).isEqualTo(first);
  }

  private void refused(String field, Object value) {
    Map<String, Object> input = skin("c-");
    input.put(field, value);
    Answer answer = staff.run(SAVE, input);
    assertThat(answer.userErrorCodes(SAVE))
        .as(field + " " + value)
        .containsExactly("INVALID_INPUT");
  }

  private String checksum() {
    return rows.checksum("questionnaire", "questionnaire_submission", "audit_entry")
        + rows.count("idempotency_record");
  }
}

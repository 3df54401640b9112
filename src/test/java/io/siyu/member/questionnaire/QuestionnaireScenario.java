package io.siyu.member.questionnaire;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two questions as a brand of skin care asks them: "3D" is acne that its owner wants gone. */
final class QuestionnaireScenario {

  static final String SAVE = "saveQuestionnaire";
  static final String SUBMIT = "submitQuestionnaire";

  private QuestionnaireScenario() {}

  static GraphQLClient staff() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .text("operatorLogin.accessToken"));
  }

  /**
   * @param prefix of the tags, so that two of them give different ones
   */
  static Map<String, Object> skin(String prefix) {
    Map<String, Object> input = new HashMap<>();
    input.put("title", "肤质小问卷");
    input.put("description", "回复数字和字母,比如 3D");
    input.put(
        "questions",
        List.of(
            question(
                "skin",
                true,
                option("3", "痘痘", prefix + "acne"),
                option("4", "敏感", prefix + "sensitive")),
            question(
                "wish",
                false,
                option("C", "改善", prefix + "improve"),
                option("D", "彻底去掉", prefix + "gone"))));
    input.put("idempotencyKey", UUID.randomUUID().toString());
    return input;
  }

  @SafeVarargs
  static Map<String, Object> question(
      String code, boolean multiple, Map<String, Object>... options) {
    Map<String, Object> question = new HashMap<>();
    question.put("code", code);
    question.put("text", "问题 " + code);
    question.put("multiple", multiple);
    question.put("options", List.of(options));
    return question;
  }

  static Map<String, Object> option(String code, String text, String tag) {
    return Map.of("code", code, "text", text, "tagCode", tag);
  }

  static String saved(GraphQLClient staff, Map<String, Object> input) {
    return staff.run(SAVE, input).expectSuccess(SAVE).text(SAVE + ".questionnaire.id");
  }

  static Map<String, Object> answers(String id, List<String> skin, List<String> wish) {
    Map<String, Object> input = new HashMap<>();
    input.put("questionnaireId", id);
    input.put(
        "answers",
        List.of(
            Map.of("questionCode", "skin", "optionCodes", skin),
            Map.of("questionCode", "wish", "optionCodes", wish)));
    input.put("idempotencyKey", UUID.randomUUID().toString());
    return input;
  }

  static Answer submit(GraphQLClient member, String id, List<String> skin, List<String> wish) {
    return member.run(SUBMIT, answers(id, skin, wish));
  }
}

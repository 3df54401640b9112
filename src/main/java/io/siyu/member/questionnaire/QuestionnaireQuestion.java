package io.siyu.member.questionnaire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A question with the answers there are. */
@Type("QuestionnaireQuestion")
@Name("QuestionnaireQuestion")
@Description("A question (题目) with answers to choose from.")
public record QuestionnaireQuestion(
    @NonNull @Description("What the question is called in short.") String code,
    @NonNull @Description("The question, 1–120 characters.") String text,
    @Description("Whether more than one answer may be chosen (多选).") boolean multiple,
    @NonNull @Description("The answers, 1–10.") List<@NonNull QuestionnaireOption> options) {

  public QuestionnaireQuestion {
    options = List.copyOf(options);
  }

  static List<QuestionnaireQuestion> all(JsonArray json) {
    return json.stream().map(question -> of((JsonObject) question)).toList();
  }

  static JsonArray toJson(List<QuestionnaireQuestion> questions) {
    JsonArray json = new JsonArray();
    questions.forEach(question -> json.add(question.toJson()));
    return json;
  }

  /**
   * @return the question with the chosen answers alone; null when they cannot be chosen
   */
  QuestionnaireQuestion answeredBy(Set<String> codes) {
    List<QuestionnaireOption> chosen =
        options.stream().filter(option -> codes.contains(option.code())).toList();
    boolean possible = chosen.size() == codes.size() && (multiple || chosen.size() == 1);
    return possible && !chosen.isEmpty()
        ? new QuestionnaireQuestion(code, text, multiple, chosen)
        : null;
  }

  private static QuestionnaireQuestion of(JsonObject json) {
    return new QuestionnaireQuestion(
        json.getString("code"),
        json.getString("text"),
        json.getBoolean("multiple"),
        json.getJsonArray("options").stream()
            .map(option -> QuestionnaireOption.of((JsonObject) option))
            .toList());
  }

  private JsonObject toJson() {
    JsonArray all = new JsonArray();
    options.forEach(option -> all.add(option.toJson()));
    return new JsonObject()
        .put("code", code)
        .put("text", text)
        .put("multiple", multiple)
        .put("options", all);
  }
}

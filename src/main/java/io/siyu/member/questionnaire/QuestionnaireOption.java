package io.siyu.member.questionnaire;

import io.vertx.core.json.JsonObject;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An answer to choose. */
@Type("QuestionnaireOption")
@Name("QuestionnaireOption")
@Description("An answer to choose (选项).")
public record QuestionnaireOption(
    @NonNull @Description("What the answer is called in short, e.g. `3` or `D`.") String code,
    @NonNull @Description("The answer in words, 1–60 characters.") String text,
    @NonNull @Description("The tag that whoever chooses it gets, 1–40 characters (标签).")
        String tagCode) {

  static QuestionnaireOption of(JsonObject json) {
    return new QuestionnaireOption(
        json.getString("code"), json.getString("text"), json.getString("tag"));
  }

  JsonObject toJson() {
    return new JsonObject().put("code", code).put("text", text).put("tag", tagCode);
  }
}

package io.siyu.member.questionnaire;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A questionnaire as one member sees it. */
@Type("AskedQuestionnaire")
@Name("AskedQuestionnaire")
@Description("A questionnaire with the member's own answers.")
public record AskedQuestionnaire(
    @NonNull @Description("What is asked.") Questionnaire questionnaire,
    @NonNull
        @Description(
            "What the member answered, in the words of then: each question with the chosen answers"
                + " alone; empty when not yet.")
        List<@NonNull QuestionnaireQuestion> answers,
    @Description("When the member answered last, in UTC; null when not yet.") Instant answeredAt) {

  static AskedQuestionnaire of(SqlRow row) {
    return new AskedQuestionnaire(
        Questionnaire.of(row),
        row.isNull("answers")
            ? List.of()
            : QuestionnaireQuestion.all(row.raw().getJsonArray("answers")),
        row.instant("submitted_at"));
  }

  Cursor cursor() {
    return questionnaire.cursor();
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "AskedQuestionnaire[" + questionnaire.questionnaireId() + "]";
  }
}

package io.siyu.member.questionnaire;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Questions whose answers stand for tags. */
@Type("Questionnaire")
@Name("Questionnaire")
@Description("A questionnaire (问卷): every answer stands for a tag.")
public record Questionnaire(
    @Ignore UUID questionnaireId,
    @NonNull @Id @Description("The questionnaire's id.") String id,
    @NonNull @Description("Its title, 1–60 characters.") String title,
    @Description("What it is for, at most 500 characters; null when nothing is said.")
        String description,
    @Description("Whether members can answer it now.") boolean open,
    @NonNull @Description("The questions, 1–15.") List<@NonNull QuestionnaireQuestion> questions,
    @NonNull @Description("When it was made, in UTC.") Instant createdAt,
    @NonNull @Description("When it was changed last, in UTC.") Instant changedAt) {

  static final IdType ID = IdType.of("questionnaire");
  static final String LIST = "questionnaires";

  static Questionnaire of(SqlRow row) {
    UUID id = row.uuid("id");
    return new Questionnaire(
        id,
        ID.encode(id),
        row.text("title"),
        row.text("description"),
        row.bool("open"),
        QuestionnaireQuestion.all(row.raw().getJsonArray("questions")),
        row.instant("created_at"),
        row.instant("changed_at"));
  }

  /**
   * @param chosen codes of answers by the code of their question
   * @return the questions with the chosen answers alone
   * @throws Refusal ANSWERS_DO_NOT_FIT unless every question is answered by answers that it has
   */
  List<QuestionnaireQuestion> answeredBy(Map<String, Set<String>> chosen) {
    List<QuestionnaireQuestion> answers = new ArrayList<>(questions.size());
    for (QuestionnaireQuestion question : questions) {
      QuestionnaireQuestion answer =
          question.answeredBy(chosen.getOrDefault(question.code(), Set.of()));
      if (answer != null) {
        answers.add(answer);
      }
    }
    if (answers.size() < questions.size() || chosen.size() > questions.size()) {
      throw Refusal.of(
          SubmitQuestionnaireErrorCode.ANSWERS_DO_NOT_FIT,
          "Answer every question with the answers it has; load the questionnaire again first.",
          "input",
          "answers");
    }
    return answers;
  }

  Cursor cursor() {
    return Cursor.of(LIST, questionnaireId);
  }
}

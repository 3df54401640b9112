package io.siyu.member.questionnaire;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveQuestionnaire} needs. */
@Input("SaveQuestionnaireInput")
@Name("SaveQuestionnaireInput")
@Description("A questionnaire as a whole; answers that were given before stay as they are.")
public record SaveQuestionnaireInput(
    @Id @Description("Which one; a new one unless given.") String questionnaireId,
    @NonNull @Description("Its title, 1–60 characters.") String title,
    @Description("What it is for, at most 500 characters.") String description,
    @DefaultValue("true") @Description("False closes it: nobody can answer it any more.")
        Boolean open,
    @NonNull @Description("The questions, 1–15.")
        List<@NonNull QuestionnaireQuestionInput> questions,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  UUID id() {
    return questionnaireId == null
        ? null
        : Questionnaire.ID.decode(questionnaireId, "input", "questionnaireId");
  }

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  NewQuestionnaire checked() {
    Numbers.inRange(questions.size(), 1, 15, "input", "questions");
    List<QuestionnaireQuestion> all =
        questions.stream().map(QuestionnaireQuestionInput::checked).toList();
    if (all.stream().map(QuestionnaireQuestion::code).distinct().count() < all.size()) {
      throw new InvalidInput(List.of("input", "questions"), "A code stands for one question only.");
    }
    return new NewQuestionnaire(
        Text.requiredLine(title, 60, "input", "title"),
        Text.optional(description, 500, "input", "description"),
        !Boolean.FALSE.equals(open),
        all);
  }
}

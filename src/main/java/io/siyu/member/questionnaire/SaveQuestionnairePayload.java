package io.siyu.member.questionnaire;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveQuestionnaire} answers. */
@Type("SaveQuestionnairePayload")
@Description("The questionnaire as it is now, or why it was not saved.")
public record SaveQuestionnairePayload(
    @Description("The questionnaire; null when it was refused.") Questionnaire questionnaire,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull SaveQuestionnaireError> userErrors) {

  static SaveQuestionnairePayload saved(Questionnaire questionnaire) {
    return new SaveQuestionnairePayload(questionnaire, List.of());
  }

  static SaveQuestionnairePayload refused(Refusal refusal) {
    return new SaveQuestionnairePayload(null, List.of(SaveQuestionnaireError.of(refusal)));
  }
}

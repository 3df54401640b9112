package io.siyu.member.questionnaire;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code submitQuestionnaire} answers. */
@Type("SubmitQuestionnairePayload")
@Description("The questionnaire with the member's answers, or why they were not kept.")
public record SubmitQuestionnairePayload(
    @Description("Questionnaire and answers as they are now; null when they were refused.")
        AskedQuestionnaire asked,
    @NonNull @Description("Why they were refused; empty when they were not.")
        List<@NonNull SubmitQuestionnaireError> userErrors) {

  static SubmitQuestionnairePayload submitted(AskedQuestionnaire asked) {
    return new SubmitQuestionnairePayload(asked, List.of());
  }

  static SubmitQuestionnairePayload refused(Refusal refusal) {
    return new SubmitQuestionnairePayload(null, List.of(SubmitQuestionnaireError.of(refusal)));
  }
}

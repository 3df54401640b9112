package io.siyu.member.questionnaire;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a questionnaire was not submitted, for the client. */
@Type("SubmitQuestionnaireError")
@Description("Why a questionnaire was not submitted.")
public record SubmitQuestionnaireError(
    @NonNull @Description("The reason.") SubmitQuestionnaireErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static SubmitQuestionnaireError of(Refusal refusal) {
    return new SubmitQuestionnaireError(
        refusal.codeAs(SubmitQuestionnaireErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

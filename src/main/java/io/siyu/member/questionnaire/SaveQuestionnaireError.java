package io.siyu.member.questionnaire;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a questionnaire was not saved, for the client. */
@Type("SaveQuestionnaireError")
@Description("Why a questionnaire was not saved.")
public record SaveQuestionnaireError(
    @NonNull @Description("The reason.") SaveQuestionnaireErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static SaveQuestionnaireError of(Refusal refusal) {
    return new SaveQuestionnaireError(
        refusal.codeAs(SaveQuestionnaireErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

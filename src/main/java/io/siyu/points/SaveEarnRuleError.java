package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a rule was not saved, for the client. */
@Type("SaveEarnRuleError")
@Description("Why an earn rule was not saved.")
public record SaveEarnRuleError(
    @NonNull @Description("The reason.") SaveEarnRuleErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static SaveEarnRuleError of(Refusal refusal) {
    return new SaveEarnRuleError(
        refusal.codeAs(SaveEarnRuleErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a reward was not saved, for the client. */
@Type("SaveRewardError")
@Description("Why a reward was not saved.")
public record SaveRewardError(
    @NonNull @Description("The reason.") SaveRewardErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("How many are left; only with STOCK_TOO_LOW.") Integer stock) {

  static SaveRewardError of(Refusal refusal) {
    return new SaveRewardError(
        refusal.codeAs(SaveRewardErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Integer) refusal.facts().get("stock"));
  }
}

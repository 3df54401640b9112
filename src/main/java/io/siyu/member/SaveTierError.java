package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a tier was not saved, for the client. */
@Type("SaveTierError")
@Description("Why a tier was not saved.")
public record SaveTierError(
    @NonNull @Description("The reason.") SaveTierErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("The lowest threshold that fits; only with THRESHOLD_OUT_OF_ORDER.")
        Integer lowestThreshold,
    @Description("The highest threshold that fits; only with THRESHOLD_OUT_OF_ORDER.")
        Integer highestThreshold) {

  static SaveTierError of(Refusal refusal) {
    return new SaveTierError(
        refusal.codeAs(SaveTierErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Integer) refusal.facts().get("lowest"),
        (Integer) refusal.facts().get("highest"));
  }
}

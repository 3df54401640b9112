package io.siyu.catalog;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a bundle was not saved, for the client. */
@Type("SaveBundleError")
@Description("Why a bundle was not saved.")
public record SaveBundleError(
    @NonNull @Description("The reason.") SaveBundleErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("The version as it stands; only with CHANGED_MEANWHILE.") Integer version) {

  static SaveBundleError of(Refusal refusal) {
    return new SaveBundleError(
        refusal.codeAs(SaveBundleErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Integer) refusal.facts().get("version"));
  }
}

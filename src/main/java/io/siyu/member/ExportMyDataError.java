package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why an export was refused. */
@Type("ExportMyDataError")
@Name("ExportMyDataError")
@Description("Why an export was refused.")
public record ExportMyDataError(
    @NonNull @Description("What to act upon.") ExportMyDataErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message,
    @Description("When to try again; only with TOO_OFTEN.") Integer retryAfterSeconds) {

  static ExportMyDataError of(Refusal refusal) {
    return new ExportMyDataError(
        refusal.codeAs(ExportMyDataErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Integer) refusal.facts().get("retryAfterSeconds"));
  }
}

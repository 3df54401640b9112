package io.siyu.audience;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why recomputing RFM was refused. */
@Type("RefreshRfmError")
@Name("RefreshRfmError")
@Description("Why recomputing RFM was refused.")
public record RefreshRfmError(
    @NonNull @Description("What to act upon.") RefreshRfmErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message,
    @Description("The run that is under way; null unless it is in the way.") RfmRunView run) {

  static RefreshRfmError of(Refusal refusal) {
    RfmRun run = (RfmRun) refusal.facts().get("run");
    return new RefreshRfmError(
        refusal.codeAs(RefreshRfmErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        run == null ? null : RfmRunView.of(run));
  }
}

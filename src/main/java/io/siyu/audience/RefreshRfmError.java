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
        String message) {

  static RefreshRfmError of(Refusal refusal) {
    return new RefreshRfmError(
        refusal.codeAs(RefreshRfmErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

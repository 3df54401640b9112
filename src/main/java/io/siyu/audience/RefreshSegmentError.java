package io.siyu.audience;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why refreshing a segment was refused. */
@Type("RefreshSegmentError")
@Name("RefreshSegmentError")
@Description("Why refreshing a segment was refused.")
public record RefreshSegmentError(
    @NonNull @Description("What to act upon.") RefreshSegmentErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static RefreshSegmentError of(Refusal refusal) {
    return new RefreshSegmentError(
        refusal.codeAs(RefreshSegmentErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

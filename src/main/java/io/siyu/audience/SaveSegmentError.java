package io.siyu.audience;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why saving a segment was refused. */
@Type("SaveSegmentError")
@Name("SaveSegmentError")
@Description("Why saving a segment was refused.")
public record SaveSegmentError(
    @NonNull @Description("What to act upon.") SaveSegmentErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static SaveSegmentError of(Refusal refusal) {
    return new SaveSegmentError(
        refusal.codeAs(SaveSegmentErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

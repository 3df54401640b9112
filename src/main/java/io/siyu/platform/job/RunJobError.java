package io.siyu.platform.job;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why running a job was refused. */
@Type("RunJobError")
@Name("RunJobError")
@Description("Why running a job was refused.")
public record RunJobError(
    @NonNull @Description("What to act upon.") RunJobErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static RunJobError of(Refusal refusal) {
    return new RunJobError(
        refusal.codeAs(RunJobErrorCode.class), refusal.field(), refusal.getMessage());
  }
}

package io.siyu.platform.job;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of running a job. */
@Type("RunJobPayload")
@Name("RunJobPayload")
@Description("Result of running a job.")
public record RunJobPayload(
    @Description("What became of it, failed or done; null when refused.") JobRunView run,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull RunJobError> userErrors) {

  static RunJobPayload ran(JobRunView run) {
    return new RunJobPayload(run, List.of());
  }

  static RunJobPayload refused(Refusal refusal) {
    return new RunJobPayload(null, List.of(RunJobError.of(refusal)));
  }
}

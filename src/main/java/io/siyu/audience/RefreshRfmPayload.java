package io.siyu.audience;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of recomputing RFM. */
@Type("RefreshRfmPayload")
@Name("RefreshRfmPayload")
@Description("Result of recomputing RFM.")
public record RefreshRfmPayload(
    @Description("The run under way, which was joined, or a new one; null when refused.")
        RfmRunView run,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull RefreshRfmError> userErrors) {

  static RefreshRfmPayload done(RfmRun run) {
    return new RefreshRfmPayload(RfmRunView.of(run), List.of());
  }

  static RefreshRfmPayload refused(Refusal refusal) {
    return new RefreshRfmPayload(null, List.of(RefreshRfmError.of(refusal)));
  }
}

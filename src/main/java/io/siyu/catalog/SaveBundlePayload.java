package io.siyu.catalog;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveBundle} answers. */
@Type("SaveBundlePayload")
@Description("The bundle that was saved, or why it was not.")
public record SaveBundlePayload(
    @Description("The bundle as it stands now; null when this was refused.") StaffBundleView saved,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull SaveBundleError> userErrors) {

  static SaveBundlePayload saved(BundleTerms bundle, Instant now) {
    return new SaveBundlePayload(StaffBundleView.of(bundle, now), List.of());
  }

  static SaveBundlePayload refused(Refusal refusal) {
    return new SaveBundlePayload(null, List.of(SaveBundleError.of(refusal)));
  }
}

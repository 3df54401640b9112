package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of exporting the own data. */
@Type("ExportMyDataPayload")
@Name("ExportMyDataPayload")
@Description("Result of exporting the own data.")
public record ExportMyDataPayload(
    @Description(
            "JSON text: an object with a list for each section, at most 5,000 entries each, the"
                + " latest first; null when refused.")
        String data,
    @Description("As of when, in UTC; null when refused.") Instant exportedAt,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull ExportMyDataError> userErrors) {

  static ExportMyDataPayload exported(String data, Instant at) {
    return new ExportMyDataPayload(data, at, List.of());
  }

  static ExportMyDataPayload refused(Refusal refusal) {
    return new ExportMyDataPayload(null, null, List.of(ExportMyDataError.of(refusal)));
  }
}

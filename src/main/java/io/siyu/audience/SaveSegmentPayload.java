package io.siyu.audience;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of saving a segment. */
@Type("SaveSegmentPayload")
@Name("SaveSegmentPayload")
@Description("Result of saving a segment.")
public record SaveSegmentPayload(
    @Description("The segment as it is now; null when refused.") SegmentView segment,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull SaveSegmentError> userErrors) {

  static SaveSegmentPayload done(Segment segment) {
    return new SaveSegmentPayload(SegmentView.of(segment), List.of());
  }

  static SaveSegmentPayload refused(Refusal refusal) {
    return new SaveSegmentPayload(null, List.of(SaveSegmentError.of(refusal)));
  }
}

package io.siyu.audience;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of refreshing a segment. */
@Type("RefreshSegmentPayload")
@Name("RefreshSegmentPayload")
@Description("Result of refreshing a segment.")
public record RefreshSegmentPayload(
    @Description("The segment, about to be refreshed; null when refused.") SegmentView segment,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull RefreshSegmentError> userErrors) {

  static RefreshSegmentPayload done(Segment segment) {
    return new RefreshSegmentPayload(SegmentView.of(segment), List.of());
  }

  static RefreshSegmentPayload refused(Refusal refusal) {
    return new RefreshSegmentPayload(null, List.of(RefreshSegmentError.of(refusal)));
  }
}

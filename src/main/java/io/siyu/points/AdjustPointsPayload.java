package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code adjustPoints} answers. */
@Type("AdjustPointsPayload")
@Description("The adjustment, or why there is none.")
public record AdjustPointsPayload(
    @Description("The line in the member's history; null when it was refused.")
        PointsEntryView entry,
    @Description("The member's points after it; null when it was refused.") PointsView points,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull AdjustPointsError> userErrors) {

  static AdjustPointsPayload done(PointsQueries.Entry entry, PointsQueries.Summary points) {
    return new AdjustPointsPayload(PointsEntryView.of(entry), PointsView.of(points), List.of());
  }

  static AdjustPointsPayload refused(Refusal refusal) {
    return new AdjustPointsPayload(null, null, List.of(AdjustPointsError.of(refusal)));
  }
}

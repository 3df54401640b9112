package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code checkIn} answers. */
@Type("CheckInPayload")
@Description("The check-in, or why there is none.")
public record CheckInPayload(
    @Description("Today's check-in; null when it was refused.") CheckInView checkIn,
    @Description("The member's points after it; null when it was refused.") PointsView points,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CheckInError> userErrors) {

  static CheckInPayload checkedIn(CheckIn checkIn, PointsQueries.Summary points) {
    return new CheckInPayload(CheckInView.of(checkIn), PointsView.of(points), List.of());
  }

  static CheckInPayload refused(Refusal refusal) {
    return new CheckInPayload(null, null, List.of(CheckInError.of(refusal)));
  }
}

package io.siyu.points;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One line of a member's points history, as the API shows it. */
@Type("PointsEntry")
@Name("PointsEntry")
@Description("One line of the points history (积分明细).")
public record PointsEntryView(
    @NonNull @Id @Description("The entry's id.") String id,
    @NonNull @Description("What it does.") PointsOperation operation,
    @NonNull
        @Description(
            "What it is about, e.g. CHECK_IN, ORDER, REDEMPTION, ADJUSTMENT or POINTS_LOT; new ones will be added.")
        String source,
    @Description("Points added, or taken when negative.") int points,
    @NonNull @Description("Whether it counts.") PointsEntryState state,
    @NonNull @Description("When it was made.") Instant createdAt) {

  static final IdType ID = IdType.of("points-entry");

  static PointsEntryView of(PointsQueries.Entry entry) {
    return new PointsEntryView(
        ID.encode(entry.id()),
        entry.operation(),
        entry.businessType(),
        Math.toIntExact(entry.points()),
        entry.state(),
        entry.createdAt());
  }
}

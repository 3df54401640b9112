package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Type;

/** A member's points, as the API shows them. */
@Type("Points")
@Name("Points")
@Description("The member's points (积分).")
public record PointsView(
    @Description("What can be spent now.") int balance,
    @Description("What was earned but is not spendable yet (待生效).") int pending,
    @Description(
            "What was taken back after it had been spent (欠积分); the next earnings repay it. Balance and debt are never both above 0.")
        int debt,
    @Description("What expires next, unless it is spent before; null when nothing expires.")
        ExpiringPointsView expiringNext) {

  static PointsView of(PointsQueries.Summary summary) {
    return new PointsView(
        Math.toIntExact(summary.balance()),
        Math.toIntExact(summary.pending()),
        Math.toIntExact(summary.debt()),
        summary.nextExpiresAt() == null
            ? null
            : new ExpiringPointsView(
                Math.toIntExact(summary.nextPoints()), summary.nextExpiresAt()));
  }
}

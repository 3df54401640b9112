package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code cancelRedemption} answers. */
@Type("CancelRedemptionPayload")
@Description("The cancelled redemption, or why it stands.")
public record CancelRedemptionPayload(
    @Description("The redemption as it stands now; null when this was refused.")
        RedemptionView redemption,
    @Description("The member's points after it; null when this was refused.") PointsView points,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull RewardError> userErrors) {

  static CancelRedemptionPayload done(Redemption redemption, PointsQueries.Summary points) {
    return new CancelRedemptionPayload(
        RedemptionView.of(redemption), PointsView.of(points), List.of());
  }

  static CancelRedemptionPayload refused(Refusal refusal) {
    return new CancelRedemptionPayload(null, null, List.of(RewardError.of(refusal)));
  }
}

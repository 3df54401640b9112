package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code redeemReward} answers. */
@Type("RedeemRewardPayload")
@Description("The redemption, or why there is none.")
public record RedeemRewardPayload(
    @Description("The redemption as it stands now; null when this was refused.")
        RedemptionView redemption,
    @Description("The member's points after it; null when this was refused.") PointsView points,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull RewardError> userErrors) {

  static RedeemRewardPayload done(Redemption redemption, PointsQueries.Summary points) {
    return new RedeemRewardPayload(RedemptionView.of(redemption), PointsView.of(points), List.of());
  }

  static RedeemRewardPayload refused(Refusal refusal) {
    return new RedeemRewardPayload(null, null, List.of(RewardError.of(refusal)));
  }
}

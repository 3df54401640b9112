package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code fulfilRedemption} answers. */
@Type("FulfilRedemptionPayload")
@Description("The redemption that was handed over, or why it was not.")
public record FulfilRedemptionPayload(
    @Description("The redemption as it stands now; null when this was refused.")
        RedemptionView redemption,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull RewardError> userErrors) {

  static FulfilRedemptionPayload done(Redemption redemption) {
    return new FulfilRedemptionPayload(RedemptionView.of(redemption), List.of());
  }

  static FulfilRedemptionPayload refused(Refusal refusal) {
    return new FulfilRedemptionPayload(null, List.of(RewardError.of(refusal)));
  }
}

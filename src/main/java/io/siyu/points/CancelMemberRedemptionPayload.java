package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code cancelMemberRedemption} answers. */
@Type("CancelMemberRedemptionPayload")
@Description("The redemption that was cancelled, or why it was not.")
public record CancelMemberRedemptionPayload(
    @Description("The redemption as it stands now; null when this was refused.")
        RedemptionView redemption,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull RewardError> userErrors) {

  static CancelMemberRedemptionPayload done(Redemption redemption) {
    return new CancelMemberRedemptionPayload(RedemptionView.of(redemption), List.of());
  }

  static CancelMemberRedemptionPayload refused(Refusal refusal) {
    return new CancelMemberRedemptionPayload(null, List.of(RewardError.of(refusal)));
  }
}

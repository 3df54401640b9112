package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveReward} answers. */
@Type("SaveRewardPayload")
@Description("The reward as it is now, or why it was not saved.")
public record SaveRewardPayload(
    @Description("The reward; null when it was refused.") RewardView reward,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull SaveRewardError> userErrors) {

  static SaveRewardPayload saved(Reward reward) {
    return new SaveRewardPayload(RewardView.of(reward), List.of());
  }

  static SaveRewardPayload refused(Refusal refusal) {
    return new SaveRewardPayload(null, List.of(SaveRewardError.of(refusal)));
  }
}

package io.siyu.points;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A redemption, as the API shows it. */
@Type("Redemption")
@Name("Redemption")
@Description("A reward that the member has taken for points (兑换记录).")
public record RedemptionView(
    @NonNull @Id @Description("The redemption's id.") String id,
    @NonNull @Id @Description("Id of the reward.") String rewardId,
    @NonNull @Description("What the reward consists of.") RewardKind rewardKind,
    @NonNull @Description("The reward's name at that moment.") String rewardName,
    @Description("The points paid.") int points,
    @NonNull @Description("Where it stands.") RedemptionState state,
    @NonNull @Description("When the points were paid.") Instant createdAt,
    @Description("Where it is sent; null for what is picked up or given at once.")
        GiftDeliveryView delivery) {

  static final IdType ID = IdType.of("redemption");

  static RedemptionView of(Redemption redemption) {
    return new RedemptionView(
        ID.encode(redemption.id()),
        RewardView.ID.encode(redemption.rewardId()),
        redemption.rewardKind(),
        redemption.rewardName(),
        redemption.points(),
        redemption.state(),
        redemption.createdAt(),
        GiftDeliveryView.of(redemption.delivery()));
  }
}

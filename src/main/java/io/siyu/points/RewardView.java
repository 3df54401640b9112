package io.siyu.points;

import io.siyu.platform.graphql.IdType;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A reward, as the API shows it. */
@Type("Reward")
@Name("Reward")
@Description("Something that points buy in the points mall (积分商城).")
public record RewardView(
    @NonNull @Id @Description("The reward's id.") String id,
    @NonNull @Description("What it consists of.") RewardKind kind,
    @NonNull @Description("Its name, at most 60 characters.") String name,
    @Description("More about it, at most 500 characters; null when the name says all.")
        String description,
    @Description("Address of a picture (https), or null.") String imageUrl,
    @Description("Its price in points, 1–10,000,000.") int pointsPrice,
    @Description("How many are left (剩余); 0 = sold out.") int stock,
    @Description("How many one member may redeem, 1 or more (每人限兑).") int perMemberLimit,
    @Description("Level of the tier from which a member may redeem it; 1 = everybody (等级限制).")
        int minimumTierLevel,
    @Description("Whether it can be redeemed; those of `rewards` can.") boolean onShelf) {

  static final IdType ID = IdType.of("reward");

  static RewardView of(Reward reward) {
    return new RewardView(
        ID.encode(reward.id()),
        reward.kind(),
        reward.name(),
        reward.description(),
        reward.imageUrl(),
        reward.pointsPrice(),
        reward.stock(),
        reward.perMemberLimit(),
        reward.minimumLevel(),
        reward.onShelf());
  }
}

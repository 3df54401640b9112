package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code redeemReward} needs. */
@Input("RedeemRewardInput")
@Description("Which reward to redeem.")
public record RedeemRewardInput(
    @NonNull @Id @Description("Id of the reward, from `rewards`.") String rewardId,
    @Description("Where to send a gift (GIFT and only then); it is picked up unless given.")
        GiftDeliveryInput delivery,
    @NonNull
        @Id
        @Description(
            "Made by the client for this redemption, 1–64 characters: repeating the request with it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}

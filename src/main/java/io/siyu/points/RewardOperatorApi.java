package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The points mall as staff fill it, and what they hand over. */
@GraphQLApi
@ApplicationScoped
public class RewardOperatorApi {

  private static final int MAX_REASON = 200;

  private final Caller caller;
  private final RewardSaving saving;
  private final RedemptionHandOver handOver;
  private final RedemptionCancelling cancelling;
  private final Redemptions redemptions;

  RewardOperatorApi(
      Caller caller,
      RewardSaving saving,
      RedemptionHandOver handOver,
      RedemptionCancelling cancelling,
      Redemptions redemptions) {
    this.caller = caller;
    this.saving = saving;
    this.handOver = handOver;
    this.cancelling = cancelling;
    this.redemptions = redemptions;
  }

  @Query("redemptionsToHandOver")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Gifts that wait to be shipped or picked up (待发放兑换), oldest first; for staff.")
  public Uni<RedemptionConnection> redemptionsToHandOver(
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return redemptions
        .issued(Page.size(first), Cursor.decode(Redemption.LIST, 1, after))
        .map(RedemptionConnection::of);
  }

  @Mutation("saveReward")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Puts a reward into the points mall (上架积分商品), or changes one there.")
  public Uni<SaveRewardPayload> saveReward(
      @NonNull @Name("input") @Description("The reward.") SaveRewardInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            saving
                .save(operator, input.id(), input.toReward(), input.idempotencyKey())
                .map(SaveRewardPayload::saved),
        SaveRewardPayload::refused);
  }

  @Mutation("fulfilRedemption")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("A redeemed gift was shipped or picked up (核销兑换); it cannot be cancelled any more.")
  public Uni<FulfilRedemptionPayload> fulfilRedemption(
      @NonNull @Name("input") @Description("Which redemption, and its parcel.")
          FulfilRedemptionInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            handOver
                .fulfil(
                    operator,
                    RedemptionView.ID.decode(input.redemptionId(), "input", "redemptionId"),
                    Text.optionalLine(input.carrier(), 30, "input", "carrier"),
                    Text.optionalLine(input.trackingNumber(), 40, "input", "trackingNumber"),
                    input.idempotencyKey())
                .map(FulfilRedemptionPayload::done),
        FulfilRedemptionPayload::refused);
  }

  @Mutation("cancelMemberRedemption")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description(
      "Cancels a member's redemption that is not handed over yet (客服取消兑换), for a reason: the points"
          + " go back to where they came from, the reward to the shelf.")
  public Uni<CancelMemberRedemptionPayload> cancelMemberRedemption(
      @NonNull @Name("input") @Description("Which redemption, and why.")
          CancelMemberRedemptionInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            cancelling
                .cancelByStaff(
                    operator,
                    RedemptionView.ID.decode(input.redemptionId(), "input", "redemptionId"),
                    Text.required(input.reason(), MAX_REASON, "input", "reason"),
                    input.idempotencyKey())
                .map(CancelMemberRedemptionPayload::done),
        CancelMemberRedemptionPayload::refused);
  }
}

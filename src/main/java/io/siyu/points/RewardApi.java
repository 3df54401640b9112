package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.member.Viewer;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** The points mall: rewards, and what members have redeemed. */
@GraphQLApi
@ApplicationScoped
public class RewardApi {

  private final Caller caller;
  private final RewardShelf shelf;
  private final Redemptions redemptions;
  private final RedemptionService service;
  private final PointsQueries points;

  RewardApi(
      Caller caller,
      RewardShelf shelf,
      Redemptions redemptions,
      RedemptionService service,
      PointsQueries points) {
    this.caller = caller;
    this.shelf = shelf;
    this.redemptions = redemptions;
    this.service = service;
    this.points = points;
  }

  @Query("rewards")
  @PermitAll
  @Description("The rewards of the points mall (积分商城), cheapest first, sold-out ones included.")
  public Uni<RewardConnection> rewards(
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return shelf
        .page(Page.size(first), Cursor.decode(RewardShelf.LIST, 2, after))
        .map(RewardConnection::of);
  }

  @Description("What the member has redeemed (兑换记录), newest first.")
  public Uni<RedemptionConnection> redemptions(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return redemptions
        .page(viewer.memberId(), Page.size(first), Cursor.decode(Redemption.LIST, 1, after))
        .map(RedemptionConnection::of);
  }

  @Mutation("redeemReward")
  @RolesAllowed(Roles.MEMBER)
  @Description("Redeems a reward for points (积分兑换).")
  public Uni<RedeemRewardPayload> redeemReward(
      @NonNull @Name("input") @Description("Which reward to redeem.") RedeemRewardInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            service
                .redeem(
                    member,
                    RewardView.ID.decode(input.rewardId(), "input", "rewardId"),
                    input.delivery() == null ? null : input.delivery().toDelivery(),
                    input.idempotencyKey())
                .chain(
                    redemption ->
                        points
                            .summary(member)
                            .map(left -> RedeemRewardPayload.done(redemption, left))),
        RedeemRewardPayload::refused);
  }

  @Mutation("cancelRedemption")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Cancels a redemption that is not handed over yet (取消兑换) and gives the points back. Coupons"
          + " are handed over at once.")
  public Uni<CancelRedemptionPayload> cancelRedemption(
      @NonNull @Name("input") @Description("Which redemption to cancel.")
          CancelRedemptionInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            service
                .cancel(
                    member,
                    RedemptionView.ID.decode(input.redemptionId(), "input", "redemptionId"),
                    input.idempotencyKey())
                .chain(
                    redemption ->
                        points
                            .summary(member)
                            .map(left -> CancelRedemptionPayload.done(redemption, left))),
        CancelRedemptionPayload::refused);
  }
}

package io.siyu.coupon;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Coupons that staff give and take. */
@GraphQLApi
@ApplicationScoped
public class CouponGrantApi {

  private final Caller caller;
  private final CouponGrants grants;
  private final CouponRevoking revoking;
  private final MemberCoupons coupons;
  private final JoinBenefits joining;

  CouponGrantApi(
      Caller caller,
      CouponGrants grants,
      CouponRevoking revoking,
      MemberCoupons coupons,
      JoinBenefits joining) {
    this.caller = caller;
    this.grants = grants;
    this.revoking = revoking;
    this.coupons = coupons;
    this.joining = joining;
  }

  @Mutation("grantCoupons")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Gives members a copy of an offer each (定向发券). Quota and per-member limit hold: who cannot"
          + " have one gets none. For ADMIN and OPERATOR.")
  public Uni<GrantCouponsPayload> grantCoupons(
      @NonNull @Name("input") @Description("Whom to give what.") GrantCouponsInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> grants.grant(operator, input).map(GrantCouponsPayload::granted),
        GrantCouponsPayload::refused);
  }

  @Mutation("revokeCoupon")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Takes back a coupon or all coupons of a batch (作废优惠券). What an order has stays with it, and"
          + " is revoked if the order gives it back; a used coupon alone is refused. The quota is not"
          + " restored. For ADMIN and OPERATOR.")
  public Uni<RevokeCouponPayload> revokeCoupon(
      @NonNull @Name("input") @Description("What to take back.") RevokeCouponInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          RevokeCouponInput.Wanted wanted = input.wanted();
          return revoking
              .revoke(operator, input.idempotencyKey(), wanted)
              .chain(id -> wanted.coupon() == null ? ofBatch(id) : ofCoupon(id));
        },
        RevokeCouponPayload::refused);
  }

  private Uni<RevokeCouponPayload> ofBatch(UUID revocation) {
    return revoking
        .revocation(revocation)
        .map(found -> new RevokeCouponPayload(null, found, List.of()));
  }

  private Uni<RevokeCouponPayload> ofCoupon(UUID coupon) {
    return coupons
        .anyone(coupon)
        .map(found -> new RevokeCouponPayload(CouponView.of(found), null, List.of()));
  }

  @Mutation("saveJoinBenefit")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Decides what members get for joining a community (入群福利): once each, however often they leave"
          + " and come back. For ADMIN and OPERATOR.")
  public Uni<SaveJoinBenefitPayload> saveJoinBenefit(
      @NonNull @Name("input") @Description("What they get.") SaveJoinBenefitInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> joining.save(operator, input).map(SaveJoinBenefitPayload::saved),
        SaveJoinBenefitPayload::refused);
  }

  @Query("joinBenefits")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Coupons for joining communities (入群福利), by community. For ADMIN and OPERATOR.")
  public Uni<JoinBenefitConnection> joinBenefits(
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return joining.page(first, after).map(JoinBenefitConnection::of);
  }

  @Query("couponGrantBatches")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Grants of an offer (发放批次), newest first. For ADMIN and OPERATOR.")
  public Uni<CouponGrantBatchConnection> couponGrantBatches(
      @NonNull @Name("templateId") @Id @Description("Which offer.") String templateId,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return grants
        .page(ClaimableCouponView.ID.decode(templateId, "templateId"), first, after)
        .map(CouponGrantBatchConnection::of);
  }

  @Query("memberCoupons")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description(
      "A member's coupons as staff see them, newest first. For ADMIN, OPERATOR and SERVICE.")
  public Uni<CouponConnection> memberCoupons(
      @NonNull @Name("memberId") @Id @Description("Whose coupons.") String memberId,
      @Name("status") @Description("Only those in this state; all unless given.")
          CouponStatus status,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return coupons
        .pageForStaff(GrantCouponsInput.MEMBER.decode(memberId, "memberId"), status, first, after)
        .map(CouponConnection::of);
  }
}

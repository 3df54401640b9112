package io.siyu.coupon;

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

/** Coupons of a member, and those to be had. */
@GraphQLApi
@ApplicationScoped
public class CouponApi {

  private final Caller caller;
  private final ClaimableCoupons claimable;
  private final CouponIssuing issuing;
  private final MemberCoupons coupons;

  CouponApi(
      Caller caller, ClaimableCoupons claimable, CouponIssuing issuing, MemberCoupons coupons) {
    this.caller = caller;
    this.claimable = claimable;
    this.issuing = issuing;
    this.coupons = coupons;
  }

  @Query("claimableCoupons")
  @PermitAll
  @Description(
      "Coupons that members may claim (领券中心): open, sold out or opening later, until they end;"
          + " newest first.")
  public Uni<ClaimableCouponConnection> claimableCoupons(
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return claimable.page(caller.memberOrNull(), first, after).map(ClaimableCouponConnection::of);
  }

  @Mutation("claimCoupon")
  @RolesAllowed(Roles.MEMBER)
  @Description("Claims a copy of a coupon (领取优惠券) for the member.")
  public Uni<ClaimCouponPayload> claimCoupon(
      @NonNull @Name("input") @Description("Which coupon to claim.") ClaimCouponInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            issuing
                .claim(
                    member,
                    ClaimableCouponView.ID.decode(input.templateId(), "input", "templateId"),
                    input.idempotencyKey())
                .chain(coupon -> coupons.one(member, coupon))
                .map(ClaimCouponPayload::claimed),
        ClaimCouponPayload::refused);
  }

  @Description("The member's coupons (我的优惠券), newest first.")
  public Uni<CouponConnection> coupons(
      @Source Viewer viewer,
      @Description("Only those in this state; all unless given.") CouponStatus status,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return coupons.page(viewer.memberId(), status, first, after).map(CouponConnection::of);
  }
}

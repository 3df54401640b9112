package io.siyu.coupon;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An offer that members may claim, as the API shows it. */
@Type("ClaimableCoupon")
@Name("ClaimableCoupon")
@Description("A coupon that members may claim (可领取的优惠券).")
public record ClaimableCouponView(
    @NonNull @Id @Description("Id of the offer (优惠券模板): the `templateId` of `claimCoupon`.")
        String id,
    @NonNull @Description("Its name, at most 60 characters.") String name,
    @NonNull @Description("What a copy takes off.") CouponTermsView terms,
    @Description("How many copies are left (剩余数量).") int remaining,
    @Description("How many copies one member may have, 1–1000 (每人限领).") int perMemberLimit,
    @Description("How many copies the caller has had; 0 when nobody is logged in (已领数量).")
        int claimed,
    @NonNull @Description("Whether the caller can still claim one.") ClaimState claimState,
    @Description("Level of the tier from which it can be claimed; 1 = everybody (等级门槛).")
        int minimumLevel,
    @Description("Whether it is for new members alone (新人专享).") boolean newMembersOnly,
    @NonNull @Description("Claims open at this instant (开抢时间).") Instant claimableFrom,
    @Description("Claims end just before this instant; null when they stay open.")
        Instant claimableUntil,
    @Description("Copies are usable from this instant on; null when `validDays` counts instead.")
        Instant validFrom,
    @Description("Copies are usable until just before this instant; null when `validDays` counts.")
        Instant validTo,
    @Description("Copies are usable for so many days of 24 hours from the claim, 1–3650; or null.")
        Integer validDays,
    @NonNull @Description("The server's time of this answer, for count-downs.")
        Instant serverTime) {

  public static final IdType ID = IdType.of("coupon-template");

  static ClaimableCouponView of(ClaimableCoupon coupon) {
    Offer offer = coupon.offer();
    return new ClaimableCouponView(
        ID.encode(offer.id()),
        coupon.name(),
        CouponTermsView.of(
            coupon.kind(),
            coupon.threshold(),
            coupon.amountOff(),
            coupon.percentOff(),
            coupon.cap(),
            coupon.productIds(),
            coupon.stacking(),
            coupon.stores()),
        offer.left(),
        offer.perMemberLimit(),
        offer.taken(),
        coupon.state(),
        coupon.audience().minimumLevel(),
        coupon.audience().newMembersOnly(),
        offer.issueFrom(),
        offer.endsAt(),
        coupon.validFrom(),
        coupon.validTo(),
        coupon.validDays(),
        coupon.seenAt());
  }
}

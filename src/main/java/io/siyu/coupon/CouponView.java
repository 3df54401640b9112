package io.siyu.coupon;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A member's coupon, as the API shows it. */
@Type("Coupon")
@Name("Coupon")
@Description("A member's own copy of an offer (优惠券), with the terms of the day it was issued.")
public record CouponView(
    @NonNull @Id @Description("The coupon's id.") String id,
    @NonNull @Description("Its name, at most 60 characters.") String name,
    @NonNull @Description("Where it stands.") CouponStatus status,
    @NonNull @Description("What it takes off.") CouponTermsView terms,
    @NonNull @Description("Usable from this instant on.") Instant validFrom,
    @NonNull @Description("Usable until just before this instant (有效期至).") Instant validTo) {

  public static final IdType ID = IdType.of("coupon");

  public static CouponView of(CouponTerms coupon) {
    return new CouponView(
        ID.encode(coupon.couponId()),
        coupon.name(),
        coupon.status(),
        CouponTermsView.of(
            coupon.kind(),
            coupon.threshold(),
            coupon.amountOff(),
            coupon.percentOff(),
            coupon.cap(),
            coupon.productIds(),
            coupon.stacking(),
            coupon.stores()),
        coupon.validFrom(),
        coupon.validTo());
  }
}

package io.siyu.coupon;

import java.util.List;
import java.util.UUID;

/**
 * A member's coupons that end soon.
 *
 * @param coupons at least one, soonest first
 */
public record ExpiringCoupons(UUID member, List<ExpiringCoupon> coupons) {

  public ExpiringCoupons {
    coupons = List.copyOf(coupons);
  }
}

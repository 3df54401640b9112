package io.siyu.coupon;

import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a member's coupon promises, as it was when it was issued, and where it stands.
 *
 * @param threshold amount of goods in scope from which it may be used; zero when there is none
 * @param amountOff what FIXED_OFF and NO_THRESHOLD take off; zero for the others
 * @param percentOff what PERCENT_OFF takes off, 1–99; zero for the others
 * @param cap the most that PERCENT_OFF takes off; null when there is no cap
 * @param productIds products it is good for; empty means all
 * @param validFrom inclusive
 * @param validTo exclusive
 * @param stacking what it goes together with
 * @param stores where it can be used beside orders; empty means in all
 */
public record CouponTerms(
    UUID couponId,
    String name,
    CouponKind kind,
    Money threshold,
    Money amountOff,
    int percentOff,
    Money cap,
    Set<UUID> productIds,
    Instant validFrom,
    Instant validTo,
    CouponStatus status,
    CouponStacking stacking,
    Set<UUID> stores) {

  public CouponTerms {
    productIds = Set.copyOf(productIds);
    stores = Set.copyOf(stores);
  }

  /** Whether the validity includes the instant; says nothing about the status. */
  public boolean isValidAt(Instant now) {
    return !now.isBefore(validFrom) && now.isBefore(validTo);
  }

  CouponTerms withStatus(CouponStatus other) {
    return new CouponTerms(
        couponId,
        name,
        kind,
        threshold,
        amountOff,
        percentOff,
        cap,
        productIds,
        validFrom,
        validTo,
        other,
        stacking,
        stores);
  }
}

package io.siyu.coupon;

import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An offer with its terms, as a list shows it.
 *
 * @param validFrom of a fixed validity, as {@code validTo}; both null when it is relative
 * @param validDays days of 24 hours from the claim; null when the validity is fixed
 * @param level of the tier of whoever looks at it
 * @param seenAt business time at which all of this holds
 */
record ClaimableCoupon(
    Offer offer,
    String name,
    CouponKind kind,
    Money threshold,
    Money amountOff,
    int percentOff,
    Money cap,
    Set<UUID> productIds,
    CouponStacking stacking,
    Set<UUID> stores,
    CouponAudience audience,
    Instant validFrom,
    Instant validTo,
    Integer validDays,
    int level,
    Instant seenAt) {

  ClaimState state() {
    CouponIssueErrorCode obstacle = offer.obstacle(seenAt);
    if (obstacle == CouponIssueErrorCode.NOT_OPEN) {
      return ClaimState.NOT_OPEN;
    }
    if (offer.taken() >= offer.perMemberLimit()) {
      return ClaimState.LIMIT_REACHED;
    }
    if (level < audience.minimumLevel()) {
      return ClaimState.TIER_TOO_LOW;
    }
    return obstacle == null ? ClaimState.CLAIMABLE : ClaimState.SOLD_OUT;
  }
}

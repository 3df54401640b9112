package io.siyu.coupon;

import java.time.Instant;
import java.util.UUID;

/**
 * @param validTo when it ends, exclusive
 */
public record ExpiringCoupon(UUID couponId, String name, Instant validTo) {}

package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import java.time.Instant;

/**
 * When the copies of an offer can be used: a fixed span, or so many days from the moment each was
 * issued.
 *
 * @param from inclusive; null when relative
 * @param to exclusive; null when relative
 * @param days of 24 hours, 1–3650; null when fixed
 */
public record CouponValidity(Instant from, Instant to, Integer days) {

  private static final int MAX_DAYS = 3650;

  public CouponValidity {
    if (days != null) {
      Numbers.inRange(days, 1, MAX_DAYS, "input", "validDays");
    }
    boolean fixed = from != null && to != null && from.isBefore(to);
    if (days == null ? !fixed : from != null || to != null) {
      throw new InvalidInput(
          java.util.List.of("input", "validTo"),
          "Give either a start and a later end of the validity, or a number of days.");
    }
  }

  public static CouponValidity fixed(Instant from, Instant to) {
    return new CouponValidity(from, to, null);
  }

  public static CouponValidity ofDays(int days) {
    return new CouponValidity(null, null, days);
  }
}

package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Times;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Codes to be made, checked.
 *
 * @param count 1–100,000
 * @param redeemUntil exclusive; null when they are good as long as the offer is
 */
record CodeOrder(UUID template, String name, int count, Instant redeemUntil) {

  /**
   * @throws InvalidInput when they could never be redeemed, or the end is one that nobody can mean
   */
  void requireTimes(Instant now) {
    if (redeemUntil == null) {
      return;
    }
    Times.plausible(redeemUntil, now, "input", "redeemUntil");
    if (!now.isBefore(redeemUntil)) {
      throw new InvalidInput(List.of("input", "redeemUntil"), "The end must be in the future.");
    }
  }
}

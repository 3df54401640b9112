package io.siyu.coupon;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What a member shows in a store: 8 characters, 40 bits, in the alphabet of {@link CouponCodes}.
 * Short enough to be typed, as it lives for a minute, opens one coupon, and staff alone can try
 * any.
 */
final class StoreCode {

  private static final int LENGTH = 8;
  private static final int MAX_TYPED = 30;
  private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");

  private StoreCode() {}

  static String make(SecureRandom random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    StringBuilder code = new StringBuilder(LENGTH);
    for (byte each : bytes) {
      code.append(CouponCodes.ALPHABET.charAt(each & 31));
    }
    return code.toString();
  }

  /** As it is shown: two groups of four. */
  static String shown(String code) {
    return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
  }

  /**
   * @return null when it can be none
   */
  static String read(String typed) {
    if (typed == null || typed.length() > MAX_TYPED) {
      return null;
    }
    String code = CouponCodes.normalised(typed);
    return CODE.matcher(code).matches() ? code : null;
  }

  static Buffer hash(String code) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

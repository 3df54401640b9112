package io.siyu.coupon;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What codes look like: 17 random characters, which is 85 bits, and one that catches typing errors,
 * in an alphabet without letters that look like digits. Shown in three groups of six.
 */
@ApplicationScoped
class CouponCodes {

  /** Douglas Crockford's base 32. */
  static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int RANDOM = 17;
  private static final int LENGTH = RANDOM + 1;
  private static final int GROUP = 6;

  /** Room for any spacing that somebody might type. */
  private static final int MAX_TYPED = 60;

  private final SecureRandom random = new SecureRandom();

  /** New codes, without hyphens. */
  List<String> make(int count) {
    byte[] bytes = new byte[count * RANDOM];
    random.nextBytes(bytes);
    List<String> codes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StringBuilder code = new StringBuilder(LENGTH);
      for (int j = 0; j < RANDOM; j++) {
        // 256 is a multiple of 32, so that every character is as likely as the others.
        code.append(ALPHABET.charAt(bytes[i * RANDOM + j] & 31));
      }
      codes.add(code.append(check(code)).toString());
    }
    return codes;
  }

  /**
   * Reads what somebody typed, whatever the case and the spacing; I and L are read as 1, O as 0.
   *
   * @return the code without hyphens; null when it can be none, e.g. because of one wrong character
   */
  static String read(String typed) {
    if (typed == null || typed.length() > MAX_TYPED) {
      return null;
    }
    String code = normalised(typed);
    boolean plausible =
        code.length() == LENGTH && code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    return plausible && code.charAt(RANDOM) == check(code.substring(0, RANDOM)) ? code : null;
  }

  /** Without case and spacing, and what looks like a digit as one. */
  static String normalised(String typed) {
    return typed
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('I', '1')
        .replace('L', '1')
        .replace('O', '0');
  }

  /** As it is printed. */
  static String shown(String code) {
    return String.join(
        "-", code.substring(0, GROUP), code.substring(GROUP, 2 * GROUP), code.substring(2 * GROUP));
  }

  /** Luhn's method in base 32: one wrong character is always found, two swapped ones nearly so. */
  private static char check(CharSequence code) {
    int base = ALPHABET.length();
    int sum = 0;
    int factor = 2;
    for (int i = code.length() - 1; i >= 0; i--) {
      int product = factor * ALPHABET.indexOf(code.charAt(i));
      sum += product / base + product % base;
      factor = 3 - factor;
    }
    return ALPHABET.charAt((base - sum % base) % base);
  }
}

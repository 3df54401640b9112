package io.siyu.payment;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Numbers under which the gateway knows our payments and refunds: the id's 32 hexadecimal digits.
 * They follow from the id, so that asking twice is asking for the same thing. (WeChat Pay v3 allows
 * 6–32 characters for {@code out_trade_no}, 1–64 for {@code out_refund_no}.)
 */
final class GatewayNumbers {

  private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{32}");

  private GatewayNumbers() {}

  static String of(UUID id) {
    return id.toString().replace("-", "");
  }

  /**
   * @return null when it is none of ours
   */
  static UUID id(String number) {
    if (number == null || !NUMBER.matcher(number).matches()) {
      return null;
    }
    return new UUID(
        Long.parseUnsignedLong(number.substring(0, 16), 16),
        Long.parseUnsignedLong(number.substring(16), 16));
  }
}

package io.siyu.payment.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What WeChat Pay said, an answer or a notice, with what proves that it was WeChat. Source: WeChat
 * Pay APIv3, document "如何验证签名".
 *
 * @param serial names the platform certificate or public key that it is signed for
 * @param timestamp seconds since the epoch, as it was sent
 */
record SignedMessage(String serial, String timestamp, String nonce, String signature, byte[] body) {

  /** A message that is older may be one that somebody recorded. */
  private static final Duration LONGEST_WAY = Duration.ofMinutes(5);

  /** An answer over HTTP. */
  record Answer(int status, SignedMessage message, String requestId) {}

  static SignedMessage of(MultiMap headers, byte[] body) {
    return new SignedMessage(
        headers.get("Wechatpay-Serial"),
        headers.get("Wechatpay-Timestamp"),
        headers.get("Wechatpay-Nonce"),
        headers.get("Wechatpay-Signature"),
        body);
  }

  boolean isSigned() {
    return serial != null && timestamp != null && nonce != null && signature != null;
  }

  /** Whether it was sent within the last, or by another clock the next, five minutes. */
  boolean isFresh(Instant now) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(sent, now).abs().compareTo(LONGEST_WAY) <= 0;
    } catch (NumberFormatException | DateTimeException | ArithmeticException noTime) {
      return false;
    }
  }

  boolean isSignedBy(PublicKey key) {
    try {
      Signature verification = Signature.getInstance("SHA256withRSA");
      verification.initVerify(key);
      verification.update(signed());
      return verification.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
      return false;
    }
  }

  private byte[] signed() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(UTF_8));
    text.writeBytes(body);
    text.write('\n');
    return text.toByteArray();
  }

  /** Hides the body, which says who paid. */
  @Override
  public String toString() {
    return "SignedMessage[serial=" + serial + ", timestamp=" + timestamp + "]";
  }
}

package io.siyu.payment.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpMethod;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Signs as the merchant. Source: WeChat Pay APIv3, documents "如何构造接口请求签名" and "JSAPI调起支付". */
final class MerchantSignature {

  private static final int NONCE_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final String mchId;
  private final String serial;
  private final PrivateKey key;

  MerchantSignature(String mchId, String serial, PrivateKey key) {
    this.mchId = mchId;
    this.serial = serial;
    this.key = key;
  }

  /** The header {@code Authorization} of one request. */
  String authorization(HttpMethod method, String uri, String body, Instant now) {
    String timestamp = String.valueOf(now.getEpochSecond());
    String nonce = nonce();
    return "WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",nonce_str=\"%s\",signature=\"%s\",timestamp=\"%s\",serial_no=\"%s\""
        .formatted(
            mchId, nonce, sign(method.name(), uri, timestamp, nonce, body), timestamp, serial);
  }

  /** Never the same again. */
  String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** SHA-256 with RSA over the lines, each with its end, as Base64. */
  String sign(String... lines) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update((String.join("\n", lines) + "\n").getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The merchant's key has been read as an RSA key.", e);
    }
  }
}

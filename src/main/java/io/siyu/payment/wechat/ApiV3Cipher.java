package io.siyu.payment.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens what WeChat Pay encrypts with the APIv3 key: certificates and notices. Source: WeChat Pay
 * APIv3, document "如何解密证书和回调报文".
 */
final class ApiV3Cipher {

  private static final String ALGORITHM = "AEAD_AES_256_GCM";
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  ApiV3Cipher(String apiV3Key) {
    key = new SecretKeySpec(apiV3Key.getBytes(UTF_8), "AES");
  }

  /**
   * @param sealed with {@code algorithm}, {@code nonce}, {@code associated_data} and {@code
   *     ciphertext}
   * @throws GeneralSecurityException when it is none, or was encrypted with another key
   */
  byte[] open(JsonObject sealed) throws GeneralSecurityException {
    try {
      if (!ALGORITHM.equals(sealed.getString("algorithm"))) {
        throw new GeneralSecurityException("Another algorithm.");
      }
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce = sealed.getString("nonce").getBytes(UTF_8);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(sealed.getString("associated_data", "").getBytes(UTF_8));
      return cipher.doFinal(Base64.getDecoder().decode(sealed.getString("ciphertext")));
    } catch (RuntimeException malformed) {
      // Its message may quote what was read.
      throw new GeneralSecurityException("Nothing that is encrypted as documented.");
    }
  }
}

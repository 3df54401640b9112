package io.siyu.payment.wechat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RSA keys as WeChat Pay's console hands them out: PEM (RFC 7468), PKCS #8 and X.509. */
final class RsaKeys {

  private static final Pattern PRIVATE = block("PRIVATE KEY");
  private static final Pattern PUBLIC =
      Pattern.compile("\\s*(PUB_KEY_ID_[0-9A-Za-z]{1,64})\\s+" + block("PUBLIC KEY") + "\\s*");
  private static final int SMALLEST = 2048;

  private RsaKeys() {}

  /**
   * @throws IllegalArgumentException without a message that tells anything of the key
   */
  static PrivateKey privateKey(String pem) {
    Matcher block = PRIVATE.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("no PEM block of a private key");
    }
    byte[] encoded = decoded(block.group("base64"));
    return made(
        () -> KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
  }

  /**
   * @param text for each key its id, then its PEM block
   * @return in the same order
   * @throws IllegalArgumentException when anything else is in the text
   */
  static Map<String, PublicKey> publicKeys(String text) {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    Matcher block = PUBLIC.matcher(text);
    int end = 0;
    while (end < text.length() && block.find(end) && block.start() == end) {
      byte[] encoded = decoded(block.group("base64"));
      PublicKey key =
          made(() -> KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
      if (keys.put(block.group(1), key) != null) {
        throw new IllegalArgumentException("an id twice");
      }
      end = block.end();
    }
    if (keys.isEmpty() || end < text.length()) {
      throw new IllegalArgumentException("something beside ids and PEM blocks");
    }
    return keys;
  }

  private static Pattern block(String label) {
    return Pattern.compile(
        "-----BEGIN " + label + "-----(?<base64>[^-]*)-----END " + label + "-----");
  }

  private static byte[] decoded(String base64) {
    return Base64.getMimeDecoder().decode(base64.strip());
  }

  private static <K> K made(Making<K> making) {
    K key;
    try {
      key = making.make();
    } catch (GeneralSecurityException damaged) {
      throw new IllegalArgumentException("no RSA key");
    }
    if (((RSAKey) key).getModulus().bitLength() < SMALLEST) {
      throw new IllegalArgumentException("too short a key");
    }
    return key;
  }

  private interface Making<K> {
    K make() throws GeneralSecurityException;
  }
}

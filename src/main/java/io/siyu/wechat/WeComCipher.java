package io.siyu.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks who signed a callback and opens it. Source: WeCom server API, document "加解密方案说明": SHA-1
 * over the sorted parts; AES-256-CBC, padded to 32 bytes, over 16 random bytes, the length, the
 * message and the receiver's id.
 */
final class WeComCipher {

  private static final int BLOCK = 32;
  private static final int IV = 16;
  private static final int RANDOM = 16;
  private static final int HEADER = RANDOM + Integer.BYTES;

  private final String token;
  private final SecretKeySpec key;
  private final IvParameterSpec iv;

  /**
   * @param encodingAesKey 43 characters, base64 without its last one
   */
  WeComCipher(String token, String encodingAesKey) {
    byte[] bytes = Base64.getDecoder().decode(encodingAesKey + "=");
    this.token = token;
    key = new SecretKeySpec(bytes, "AES");
    iv = new IvParameterSpec(bytes, 0, IV);
  }

  /** Compares in a time that tells nothing about where the two differ. */
  boolean isSigned(String signature, String timestamp, String nonce, String encrypted) {
    return MessageDigest.isEqual(
        signature(timestamp, nonce, encrypted).getBytes(UTF_8), signature.getBytes(UTF_8));
  }

  String signature(String timestamp, String nonce, String encrypted) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      Stream.of(token, timestamp, nonce, encrypted)
          .sorted()
          .forEach(part -> sha1.update(part.getBytes(UTF_8)));
      return HexFormat.of().formatHex(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1.", e);
    }
  }

  /**
   * To be called once the signature was found good.
   *
   * @throws WeComRefused UNDECRYPTABLE
   */
  Opened open(String encrypted) {
    try {
      byte[] plain = withoutPadding(decrypted(Base64.getDecoder().decode(encrypted)));
      if (plain.length < HEADER) {
        throw undecryptable();
      }
      int length = ByteBuffer.wrap(plain, RANDOM, Integer.BYTES).getInt();
      if (length < 0 || length > plain.length - HEADER) {
        throw undecryptable();
      }
      int end = HEADER + length;
      return new Opened(text(plain, HEADER, end), text(plain, end, plain.length));
    } catch (GeneralSecurityException | IllegalArgumentException | CharacterCodingException e) {
      throw undecryptable();
    }
  }

  private byte[] decrypted(byte[] encrypted) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, iv);
    return cipher.doFinal(encrypted);
  }

  /** PKCS#7, but to 32 bytes, which is more than Java's own padding of AES takes. */
  private static byte[] withoutPadding(byte[] padded) {
    if (padded.length == 0) {
      throw undecryptable();
    }
    int padding = padded[padded.length - 1];
    if (padding < 1 || padding > BLOCK || padding > padded.length) {
      throw undecryptable();
    }
    for (int i = padded.length - padding; i < padded.length; i++) {
      if (padded[i] != padding) {
        throw undecryptable();
      }
    }
    return Arrays.copyOf(padded, padded.length - padding);
  }

  private static String text(byte[] bytes, int from, int to) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
  }

  private static WeComRefused undecryptable() {
    return new WeComRefused(WeComRefused.Reason.UNDECRYPTABLE);
  }

  /**
   * @param text what was sent
   * @param receiver to whom: the company's id, or nobody's for a robot of the company's own
   */
  record Opened(String text, String receiver) {
    /** Hides both: it is what somebody wrote. */
    @Override
    public String toString() {
      return "Opened[hidden]";
    }
  }
}

package io.siyu.platform.idempotency;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/**
 * SHA-256 over the values of an input, each with its length, so that neighbours cannot run
 * together.
 */
public final class Fingerprint {

  private final byte[] hash;

  private Fingerprint(byte[] hash) {
    this.hash = hash;
  }

  /**
   * @param values strings, numbers, UUIDs, enums, nulls, records of these, and collections of all
   */
  public static Fingerprint of(Object... values) {
    MessageDigest digest = sha256();
    for (Object value : values) {
      add(digest, value);
    }
    return new Fingerprint(digest.digest());
  }

  private static void add(MessageDigest digest, Object value) {
    if (value instanceof Collection<?> collection) {
      digest.update(("[" + collection.size() + ";").getBytes(StandardCharsets.UTF_8));
      collection.forEach(item -> add(digest, item));
      return;
    }
    byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    digest.update(
        ((value == null ? "n" : "v") + bytes.length + ";").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** For keeping it outside of the database. */
  public String hex() {
    return HexFormat.of().formatHex(hash);
  }

  byte[] bytes() {
    return hash;
  }

  Buffer buffer() {
    return Buffer.buffer(hash);
  }
}

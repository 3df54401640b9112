package io.siyu.community;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The id of a report as it is kept: an id of WeChat's may name whom it is about. */
final class ReportHash {

  private ReportHash() {}

  /**
   * @param id null of what the member did by the mini-program
   */
  static String of(String id) {
    if (id == null) {
      return null;
    }
    try {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

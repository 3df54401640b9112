package io.siyu.wechat;

import java.util.Objects;

/** A callback that is not taken. Whoever sent it is told a status and nothing else. */
final class WeComRefused extends RuntimeException {

  /** Why, for the counters. */
  enum Reason {
    /** The body is larger than anything that WeCom sends. */
    TOO_LARGE(413),
    /** No document with something encrypted in it, or a question without its parameters. */
    MALFORMED(400),
    /** Not signed with the token. */
    SIGNATURE(403),
    /** Signed too long ago, or in the future. */
    STALE(403),
    /** Signed, but not encrypted with the key. */
    UNDECRYPTABLE(403),
    /** Meant for another company. */
    RECEIVER(403),
    /** It could not be stored; WeCom sends it again. */
    UNAVAILABLE(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final Reason reason;

  WeComRefused(Reason reason) {
    // No stack trace: anybody can cause any number of them.
    super("WeCom callback refused: " + reason, null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  Reason reason() {
    return reason;
  }
}

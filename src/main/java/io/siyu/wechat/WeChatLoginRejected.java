package io.siyu.wechat;

import java.util.Objects;

/**
 * WeChat answered, and refuses this code or its user. It is the user's problem, not an operator's:
 * the caller translates the reason. Source: WeChat Mini Program server API, document "小程序登录"
 * (auth.code2Session), section of error codes.
 */
public final class WeChatLoginRejected extends RuntimeException {

  /** Why a code was refused. */
  public enum Reason {
    /** No code was sent (41008). */
    MISSING_CODE,
    /** The code is unknown, malformed or older than five minutes (40029). */
    INVALID_CODE,
    /** The code was exchanged before (40163). */
    USED_CODE,
    /** WeChat considers the user a high risk and blocks the login (40226). */
    BLOCKED_USER
  }

  private final Reason reason;

  public WeChatLoginRejected(Reason reason) {
    // No stack trace: a refusal is an ordinary answer, and anybody can cause any number of them.
    super("WeChat login rejected: " + reason, null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  public Reason reason() {
    return reason;
  }
}

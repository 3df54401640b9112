package io.siyu.wechat;

import java.util.Objects;

/**
 * WeChat gave no usable answer; the user did nothing wrong. Carries no cause, on purpose: messages
 * of HTTP clients quote the request's address, and that address contains the app secret. Source:
 * WeChat Mini Program server API, documents "小程序登录" (auth.code2Session) and "全局错误码".
 */
public final class WeChatUnavailable extends RuntimeException {

  /** What went wrong, and whether asking again with the same code is safe. */
  public enum Reason {
    /** No connection, so nothing was sent. */
    UNREACHABLE(true),
    /** WeChat declined to work on the request: errcode -1 or HTTP 503. */
    BUSY(true),
    /** A quota is used up; asking again at once would only use up more. */
    RATE_LIMITED(false),
    /** Sent, but not answered in time: WeChat may have consumed the code. */
    TIMED_OUT(false),
    /** Sent, but the connection broke before the answer: WeChat may have consumed the code. */
    CONNECTION_LOST(false),
    /** An answer that isn't the documented JSON. */
    UNREADABLE(false),
    /** WeChat refuses the app id or secret; an operator has to act. */
    MISCONFIGURED(false),
    /** An HTTP status or errcode that the documents don't name for this call. */
    UNEXPECTED(false);

    private final boolean safeToRepeat;

    Reason(boolean safeToRepeat) {
      this.safeToRepeat = safeToRepeat;
    }

    boolean safeToRepeat() {
      return safeToRepeat;
    }
  }

  private final Reason reason;
  private final String detail;

  /**
   * @param detail for operators: an error number or an exception's class, never text that an HTTP
   *     client or WeChat composed
   */
  public WeChatUnavailable(Reason reason, String detail) {
    super("WeChat unavailable: " + reason + " (" + detail + ")", null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.detail = detail;
  }

  public Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }
}

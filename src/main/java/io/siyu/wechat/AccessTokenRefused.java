package io.siyu.wechat;

/** WeChat refuses the access token that a request carried; the request did nothing. */
final class AccessTokenRefused extends RuntimeException {

  private final transient WeChatUnavailable failure;

  AccessTokenRefused(WeChatUnavailable failure) {
    super("WeChat refuses the access token", null, false, false);
    this.failure = failure;
  }

  /** What it is to the caller when a new token doesn't help. */
  WeChatUnavailable failure() {
    return failure;
  }
}

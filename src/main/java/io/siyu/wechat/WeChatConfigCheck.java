package io.siyu.wechat;

import io.smallrye.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Refuses settings that would fail only at the first login. Source of what is needed: WeChat Mini
 * Program server API, document "小程序登录" (auth.code2Session).
 */
final class WeChatConfigCheck {

  private static final int MOST_ATTEMPTS = 5;
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

  private WeChatConfigCheck() {}

  /**
   * @throws IllegalArgumentException naming the setting
   */
  static void real(WeChatConfig config) {
    require(
        config.appId().filter(id -> !id.isBlank()).isPresent(),
        "siyu.wechat.app-id is missing; siyu.wechat.mode=real needs it");
    require(
        config.appSecret().map(Secret::get).filter(secret -> !secret.isBlank()).isPresent(),
        "siyu.wechat.app-secret is missing; siyu.wechat.mode=real needs it");
    baseUrl(config.baseUrl());
    duration("connect-timeout", config.connectTimeout());
    duration("read-timeout", config.readTimeout());
    duration("total-timeout", config.totalTimeout());
    duration("backoff", config.backoff());
    require(
        config.attempts() >= 1 && config.attempts() <= MOST_ATTEMPTS,
        "siyu.wechat.attempts must be from 1 to " + MOST_ATTEMPTS);
  }

  /** The secret travels in the address, so plain http is only for a test server on this host. */
  private static void baseUrl(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    boolean local =
        "http".equalsIgnoreCase(url.getScheme())
            && url.getHost() != null
            && THIS_HOST.contains(url.getHost());
    require(
        url.getHost() != null && (tls || local) && url.getRawQuery() == null,
        "siyu.wechat.base-url must be an https address without a query");
  }

  private static void duration(String name, Duration value) {
    require(
        value.toMillis() > 0 && value.compareTo(LONGEST_TIMEOUT) <= 0,
        "siyu.wechat." + name + " must be from 1 ms to 1 min");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

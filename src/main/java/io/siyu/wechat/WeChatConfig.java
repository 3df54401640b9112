package io.siyu.wechat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How Siyu reaches WeChat's server API. Source: WeChat Mini Program server API, document "小程序登录"
 * (auth.code2Session).
 */
@ConfigMapping(prefix = "siyu.wechat")
public interface WeChatConfig {

  /** Which WeChat answers logins. */
  enum Mode {
    /** WeChat's own servers. */
    REAL,
    /** Made-up users for development, tests and benchmarks; refused in production. */
    SANDBOX
  }

  /** {@code real} asks WeChat; {@code sandbox} accepts made-up codes and is refused by prod. */
  @WithDefault("real")
  Mode mode();

  /** App id of the mini-program; needed when the mode is {@code real}. */
  Optional<String> appId();

  /** App secret of the mini-program; needed when the mode is {@code real}. Never logged. */
  Optional<Secret<String>> appSecret();

  /** Where WeChat's server API is; https, except for a server on this very host. */
  @WithDefault("https://api.weixin.qq.com")
  URI baseUrl();

  /** Longest wait for a connection, including the wait for a free one. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** Longest wait, once the request is sent, for the whole answer. Such a timeout isn't retried. */
  @WithDefault("3s")
  Duration readTimeout();

  /** Longest time for one login or phone number, all attempts and pauses together. */
  @WithDefault("6s")
  Duration totalTimeout();

  /**
   * Most requests for one login or phone number (1 to 5); only failures that can't have used the
   * code repeat.
   */
  @WithDefault("3")
  int attempts();

  /** Pause before the second attempt; doubled for each further one, with jitter, at most 1 s. */
  @WithDefault("100ms")
  Duration backoff();
}

package io.siyu.payment.wechat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The account at WeChat Pay (微信支付) that takes the money where {@code siyu.payment.gateway} is
 * {@code wechat}; the mini-program is that of {@code siyu.wechat.app-id}. Keys belong into files.
 */
@ConfigMapping(prefix = "siyu.wechat-pay")
public interface WeChatPayConfig {

  /** Number of the merchant (商户号). */
  Optional<String> mchId();

  /** Serial number of the merchant's API certificate (商户API证书序列号). */
  Optional<String> merchantSerial();

  /** The merchant's private key, content of {@code apiclient_key.pem}. Never logged. */
  Optional<Secret<String>> merchantKey();

  /** APIv3 key (APIv3密钥), 32 characters. Never logged. */
  Optional<Secret<String>> apiV3Key();

  /**
   * Public keys of WeChat Pay (微信支付公钥), each one's id {@code PUB_KEY_ID_…} before its PEM block;
   * the first one's id is sent along with requests. Without any, platform certificates (平台证书) are
   * downloaded.
   */
  Optional<String> publicKeys();

  /** Where WeChat reaches this service: https, host and, behind a proxy, its path. */
  Optional<String> notifyBaseUrl();

  /** Path of the notices, after {@code notify-base-url}. */
  @WithDefault("/wechat-pay/notices")
  String notifyPath();

  /** Where WeChat Pay's API is; https, except for a server on this very host. */
  @WithDefault("https://api.mch.weixin.qq.com")
  URI baseUrl();

  /** Longest wait for a connection, including the wait for a free one. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** Longest wait, once a request is sent, for the whole answer. */
  @WithDefault("5s")
  Duration readTimeout();

  /** Longest time for one call, all attempts and pauses together. */
  @WithDefault("10s")
  Duration totalTimeout();

  /** Most requests for one call (1 to 5); every call may be repeated. */
  @WithDefault("3")
  int attempts();

  /** Pause before the second attempt; doubled for each further one, with jitter, at most 1 s. */
  @WithDefault("200ms")
  Duration backoff();

  /** How often platform certificates are downloaded anew, where they are used. */
  @WithDefault("6h")
  Duration certificateRefresh();
}

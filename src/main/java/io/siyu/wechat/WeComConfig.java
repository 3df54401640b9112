package io.siyu.wechat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * WeCom (企业微信), whose callback tells what happens in the brand's chat groups. Off until corp id,
 * secret, token and key are given. Source: WeCom server API, documents "回调配置" and "加解密方案说明".
 */
@ConfigMapping(prefix = "siyu.wecom")
public interface WeComConfig {

  /** Id of the brand at WeCom (企业 ID); with it, the three below are needed, without it none. */
  Optional<String> corpId();

  /** Secret of the self-built app (自建应用) that may ask about customers. Never logged. */
  Optional<Secret<String>> secret();

  /** Token of the callback, as WeCom's console has it; signs what WeCom sends. Never logged. */
  Optional<Secret<String>> token();

  /** EncodingAESKey of the callback, 43 letters and digits; encrypts it. Never logged. */
  Optional<Secret<String>> encodingAesKey();

  /** Where WeCom's server API is; https, except for a server on this very host. */
  @WithDefault("https://qyapi.weixin.qq.com")
  URI baseUrl();

  /** Longest wait for a connection, including the wait for a free one. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** Longest wait, once the request is sent, for the whole answer. */
  @WithDefault("3s")
  Duration readTimeout();

  /** Longest time for one question to WeCom, all attempts and pauses together. */
  @WithDefault("8s")
  Duration totalTimeout();

  /** How far the time that a callback was signed at may be from now; what is older is refused. */
  @WithDefault("10m")
  Duration tolerance();

  /** Refused callbacks of one address per minute before it is told to wait. */
  @WithDefault("30")
  int refusalLimit();

  /** When WeCom is asked anew about somebody who was no member, at the earliest. */
  @WithDefault("1h")
  Duration lookAgainAfter();
}

package io.siyu.payment.wechat;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.wechat.WeChatConfig;
import io.smallrye.config.Secret;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;

/**
 * The account at WeChat Pay, put together from the settings when it is first used: where another
 * gateway takes the money there is none.
 */
@ApplicationScoped
class WeChatPay {

  private final Account account;
  private final WeChatPayHttp http;
  private final MerchantSignature merchant;
  private final PlatformKeys keys;
  private final ApiV3Cipher cipher;
  private final WeChatPayClient client;
  private final boolean usesCertificates;

  /** The configuration has been through {@link WeChatPaySettings}. */
  WeChatPay(
      Vertx vertx,
      WeChatPayConfig config,
      WeChatConfig miniProgram,
      Clock clock,
      MeterRegistry meters) {
    account =
        new Account(
            miniProgram.appId().orElseThrow(),
            config.mchId().orElseThrow(),
            config.notifyBaseUrl().orElseThrow().replaceAll("/+$", "") + config.notifyPath());
    Map<String, PublicKey> publicKeys =
        config.publicKeys().map(RsaKeys::publicKeys).orElse(Map.of());
    usesCertificates = publicKeys.isEmpty();
    http = new WeChatPayHttp(vertx, config);
    merchant =
        new MerchantSignature(
            account.mchId(),
            config.merchantSerial().orElseThrow(),
            RsaKeys.privateKey(config.merchantKey().map(Secret::get).orElseThrow()));
    SignedRequests requests =
        new SignedRequests(
            http, merchant, publicKeys.keySet().stream().findFirst().orElse(null), clock);
    cipher = new ApiV3Cipher(config.apiV3Key().map(Secret::get).orElseThrow());
    CertificateDownload certificates =
        new CertificateDownload(requests, cipher, config.totalTimeout());
    keys = new PlatformKeys(publicKeys, certificates::fetch, clock);
    client = new WeChatPayClient(vertx, requests, keys, config, meters);
  }

  /**
   * Who is paid.
   *
   * @param notifyUrl where WeChat tells of money
   */
  record Account(String appId, String mchId, String notifyUrl) {}

  Account account() {
    return account;
  }

  MerchantSignature merchant() {
    return merchant;
  }

  WeChatPayClient client() {
    return client;
  }

  PlatformKeys keys() {
    return keys;
  }

  ApiV3Cipher cipher() {
    return cipher;
  }

  /** Whether certificates are to be downloaded before anybody asks for one, and anew in time. */
  boolean usesCertificates() {
    return usesCertificates;
  }

  @PreDestroy
  void close() {
    http.close();
  }
}

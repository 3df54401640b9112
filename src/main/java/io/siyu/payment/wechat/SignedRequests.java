package io.siyu.payment.wechat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sends requests in the merchant's name; who answered is for the caller to verify. */
final class SignedRequests {

  private static final String JSON = "application/json";

  private final WeChatPayHttp http;
  private final MerchantSignature merchant;
  private final String wantedKey;
  private final Clock clock;

  /**
   * @param wantedKey the public key that answers are to be signed for, or null for a certificate
   */
  SignedRequests(WeChatPayHttp http, MerchantSignature merchant, String wantedKey, Clock clock) {
    this.http = http;
    this.merchant = merchant;
    this.wantedKey = wantedKey;
    this.clock = clock;
  }

  /**
   * One request, with a signature and a time of its own.
   *
   * @param body JSON, or empty for none
   */
  Future<SignedMessage.Answer> send(HttpMethod method, String path, String body, Duration limit) {
    String uri = http.uri(path);
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", JSON);
    headers.put("User-Agent", "Siyu");
    headers.put("Authorization", merchant.authorization(method, uri, body, clock.instant()));
    if (!body.isEmpty()) {
      headers.put("Content-Type", JSON);
    }
    if (wantedKey != null) {
      headers.put("Wechatpay-Serial", wantedKey);
    }
    return http.send(method, uri, body, headers, limit);
  }
}

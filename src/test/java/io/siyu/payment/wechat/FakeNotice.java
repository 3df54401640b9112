package io.siyu.payment.wechat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A notice of the WeChat of tests, encrypted and signed; each one sent has the same nonce. */
public record FakeNotice(String body, Map<String, String> headers) {

  public static final String PATH = "/wechat-pay/notices";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static FakeNotice paid(FakeWeChatPay weChat, JsonObject trade) {
    return of(weChat, "TRANSACTION.SUCCESS", "transaction", trade);
  }

  /**
   * @param status SUCCESS, ABNORMAL or CLOSED
   */
  static FakeNotice refunded(FakeWeChatPay weChat, JsonObject refund, String status) {
    JsonObject resource =
        refund.copy().put("mchid", FakeWeChatPay.MCH_ID).put("refund_status", status);
    resource.remove("status");
    return of(weChat, "REFUND." + status, "refund", resource);
  }

  static FakeNotice of(FakeWeChatPay weChat, String event, String type, JsonObject resource) {
    String body =
        envelope(event, WeChatKeys.sealed(WeChatKeys.API_V3_KEY, type, resource.encode()));
    return new FakeNotice(body, weChat.signature(body));
  }

  static String envelope(String event, JsonObject sealed) {
    return new JsonObject()
        .put("id", WeChatKeys.random(16))
        .put("create_time", Instant.now().toString())
        .put("resource_type", "encrypt-resource")
        .put("event_type", event)
        .put("summary", "通知")
        .put("resource", sealed)
        .encode();
  }

  /**
   * @return the status of the answer
   */
  int sendTo(URI instance) {
    return send(instance).statusCode();
  }

  HttpResponse<String> send(URI instance) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(instance.resolve(PATH))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

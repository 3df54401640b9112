package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** WeChat's side of access tokens and phone numbers, and a client that talks to it. */
final class WeChatPhoneServer implements AutoCloseable {

  static final String TOKENS = "/cgi-bin/stable_token";
  static final String NUMBERS = "/wxa/business/getuserphonenumber";
  static final String NUMBER = "13580006666";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private WeChatApiPhone phone;

  WeChatPhoneServer() {
    server.start();
    forget();
  }

  /** A new client without a token, a server without answers. */
  void forget() {
    forget(Map.of());
  }

  void forget(Map<String, String> changes) {
    if (phone != null) {
      phone.close();
    }
    server.resetAll();
    Map<String, String> settings = WeChatSettings.real(server.baseUrl());
    settings.putAll(changes);
    phone = new WeChatApiPhone(vertx, WeChatSettings.of(settings));
  }

  static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "text/plain").withBody(body);
  }

  static ResponseDefinitionBuilder error(int errcode) {
    return json(
        "{\"errcode\":"
            + errcode
            + ",\"errmsg\":\"no "
            + NUMBER
            + " for the-code, rid: 623ea70a-74b9\"}");
  }

  static ResponseDefinitionBuilder token(String value) {
    return token(value, 7200);
  }

  static ResponseDefinitionBuilder token(String value, int seconds) {
    return json("{\"access_token\":\"" + value + "\",\"expires_in\":" + seconds + "}");
  }

  static ResponseDefinitionBuilder number() {
    return json(
        """
        {"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"%s","purePhoneNumber":"%s",
         "countryCode":86,"watermark":{"timestamp":1637744274,"appid":"wx"}}}"""
            .formatted(NUMBER, NUMBER));
  }

  /** The answers in this order; the last one is repeated. */
  void answers(String path, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      server.stubFor(
          post(urlPathEqualTo(path))
              .inScenario(path)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
              .willSetStateTo(
                  answers.length == 1
                      ? Scenario.STARTED
                      : "answer " + Math.min(i + 1, answers.length - 1))
              .willReturn(answers[i]));
    }
  }

  List<LoggedRequest> requests(String path) {
    return server.findAll(postRequestedFor(urlPathEqualTo(path)));
  }

  WeChatApiPhone phone() {
    return phone;
  }

  /** Another one each time; {@code getOrCreateContext} may give the thread its last one again. */
  Context newContext() {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  WeChatPhoneNumber exchange() {
    return phone.exchange("the-code").await().atMost(PATIENCE);
  }

  @Override
  public void close() {
    phone.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.stop();
  }
}

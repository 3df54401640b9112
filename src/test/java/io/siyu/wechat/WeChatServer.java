package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** WeChat's side of the login, and a client that talks to it. */
final class WeChatServer implements AutoCloseable {

  static final String SESSION_KEY = "HyVFkGl5F5OQWJZZaNzBBg==";
  static final String SUCCESS =
      "{\"session_key\":\"" + SESSION_KEY + "\",\"openid\":\"o6_bmjrPTlm6_2sgVt7hMZOPfL2M\"}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final WireMockServer server;

  /**
   * Every set of answers has an address of its own, so that a request which an earlier test gave up
   * waiting for neither takes an answer of the next one nor counts as its request.
   */
  private int set;

  WeChatServer() {
    this(0);
  }

  /** On this port (0 takes a free one), with its answers ready before the first request. */
  WeChatServer(int port, ResponseDefinitionBuilder... answers) {
    server = new WireMockServer(options().port(port));
    answers(answers);
    server.start();
  }

  String url() {
    return server.baseUrl() + "/" + set;
  }

  String path() {
    return "/" + set + "/sns/jscode2session";
  }

  Vertx vertx() {
    return vertx;
  }

  WireMockServer wireMock() {
    return server;
  }

  /** WeChat's way: JSON under the content type of plain text. */
  static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "text/plain").withBody(body);
  }

  static ResponseDefinitionBuilder error(int errcode, String errmsg) {
    return json("{\"errcode\":" + errcode + ",\"errmsg\":\"" + errmsg + "\"}");
  }

  /** The answers in this order; the last one is repeated. */
  void answers(ResponseDefinitionBuilder... answers) {
    set++;
    for (int i = 0; i < answers.length; i++) {
      server.stubFor(
          get(urlPathEqualTo(path()))
              .inScenario("set " + set)
              .whenScenarioStateIs(state(i))
              .willSetStateTo(state(Math.min(i + 1, answers.length - 1)))
              .willReturn(answers[i]));
    }
  }

  private static String state(int answer) {
    return answer == 0 ? Scenario.STARTED : "answer " + answer;
  }

  int requests() {
    return requestedUrls().size();
  }

  List<String> requestedUrls() {
    return server.findAll(getRequestedFor(urlPathEqualTo(path()))).stream()
        .map(LoggedRequest::getUrl)
        .toList();
  }

  WeChatIdentity login(String code) {
    return login(code, settings -> {});
  }

  WeChatIdentity login(String code, Consumer<Map<String, String>> change) {
    Map<String, String> settings = WeChatSettings.real(url());
    change.accept(settings);
    return login(WeChatSettings.of(settings), code);
  }

  WeChatIdentity login(WeChatConfig config, String code) {
    try (WeChatApiLogin login = new WeChatApiLogin(vertx, config)) {
      return login.exchange(code).await().atMost(PATIENCE);
    }
  }

  WeChatUnavailable unavailable(String code) {
    return assertThrows(WeChatUnavailable.class, () -> login(code));
  }

  WeChatLoginRejected rejected(String code) {
    return assertThrows(WeChatLoginRejected.class, () -> login(code));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.stop();
  }
}

package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.siyu.wechat.WeChatServer.SUCCESS;
import static io.siyu.wechat.WeChatServer.error;
import static io.siyu.wechat.WeChatServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat answers, and what the caller gets. */
class WeChatApiLoginTest {

  private static WeChatServer weChat;

  @BeforeAll
  static void start() {
    weChat = new WeChatServer();
  }

  @AfterAll
  static void stop() {
    weChat.close();
  }

  @Test
  void a_code_gives_the_openid() {
    weChat.answers(json(SUCCESS));

    WeChatIdentity identity = weChat.login("033abc");

    assertEquals(new WeChatIdentity("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", Optional.empty()), identity);
    assertEquals(1, weChat.requests());
  }

  @Test
  void a_code_gives_the_unionid_if_there_is_one() {
    weChat.answers(
        json("{\"openid\":\"o1\",\"session_key\":\"k\",\"unionid\":\"u1\",\"errcode\":0}"));

    assertEquals(new WeChatIdentity("o1", Optional.of("u1")), weChat.login("033abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \"", "null"})
  void an_empty_unionid_is_none(String unionid) {
    weChat.answers(json("{\"openid\":\"o1\",\"unionid\":" + unionid + "}"));

    assertEquals(new WeChatIdentity("o1", Optional.empty()), weChat.login("033abc"));
  }

  @Test
  void the_content_type_does_not_matter() {
    weChat.answers(aResponse().withHeader("Content-Type", "application/json").withBody(SUCCESS));
    assertEquals("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", weChat.login("033abc").openid());

    weChat.answers(aResponse().withBody(SUCCESS));
    assertEquals("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", weChat.login("033abc").openid());
  }

  @Test
  void the_request_carries_what_the_document_asks_for_and_a_code_adds_nothing_to_it() {
    weChat.answers(json(SUCCESS));

    weChat.login("033 a&appid=other#x");

    weChat
        .wireMock()
        .verify(
            1,
            getRequestedFor(urlPathEqualTo(weChat.path()))
                .withQueryParam("appid", equalTo(WeChatSettings.APP_ID))
                .withQueryParam("secret", equalTo(WeChatSettings.APP_SECRET))
                .withQueryParam("js_code", equalTo("033 a&appid=other#x"))
                .withQueryParam("grant_type", equalTo("authorization_code")));
  }

  @ParameterizedTest
  @CsvSource({
    "40029, invalid code, INVALID_CODE",
    "40163, code been used, USED_CODE",
    "40226, code blocked, BLOCKED_USER",
    "41008, missing code, MISSING_CODE",
  })
  void a_refused_code_is_told_with_its_reason_and_not_sent_again(
      int errcode, String errmsg, WeChatLoginRejected.Reason reason) {
    weChat.answers(error(errcode, errmsg + ", rid: 623ea70a-74b9b592-3e3d489a"));

    assertEquals(reason, weChat.rejected("033abc").reason());
    assertEquals(1, weChat.requests());
  }

  @ParameterizedTest
  @CsvSource({
    "40013, invalid appid, MISCONFIGURED",
    "40125, invalid appsecret, MISCONFIGURED",
    "41002, appid missing, MISCONFIGURED",
    "41004, appsecret missing, MISCONFIGURED",
    "45009, reach max api daily quota limit, RATE_LIMITED",
    "45011, api minute-quota reach limit, RATE_LIMITED",
    "99999, unheard of, UNEXPECTED",
    "-2, unheard of, UNEXPECTED",
  })
  void an_error_that_is_not_the_users_is_unavailable_and_not_sent_again(
      int errcode, String errmsg, WeChatUnavailable.Reason reason) {
    weChat.answers(error(errcode, errmsg));

    assertEquals(reason, weChat.unavailable("033abc").reason());
    assertEquals(1, weChat.requests());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void no_code_is_refused_without_asking(String code) {
    weChat.answers(json(SUCCESS));

    assertEquals(WeChatLoginRejected.Reason.MISSING_CODE, weChat.rejected(code).reason());
    assertEquals(0, weChat.requests());
  }

  @Test
  void an_overlong_code_is_refused_without_asking() {
    weChat.answers(json(SUCCESS));

    assertEquals(
        WeChatLoginRejected.Reason.INVALID_CODE, weChat.rejected("x".repeat(129)).reason());
    assertEquals(0, weChat.requests());
  }

  @Test
  void the_answer_arrives_on_the_context_that_asked() throws Exception {
    weChat.answers(error(-1, "system error"), json(SUCCESS));
    try (WeChatApiLogin login =
        new WeChatApiLogin(weChat.vertx(), WeChatSettings.of(WeChatSettings.real(weChat.url())))) {
      Context asking = weChat.vertx().getOrCreateContext();
      CompletableFuture<Context> answered = new CompletableFuture<>();

      asking.runOnContext(
          ignored ->
              login
                  .exchange("033abc")
                  .subscribe()
                  .with(
                      identity -> answered.complete(Vertx.currentContext()),
                      answered::completeExceptionally));

      assertSame(asking, answered.get(30, TimeUnit.SECONDS));
    }
  }
}

package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.siyu.wechat.WeChatServer.SUCCESS;
import static io.siyu.wechat.WeChatServer.error;
import static io.siyu.wechat.WeChatServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.http.Fault;
import io.siyu.wechat.WeChatUnavailable.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A code is single use: only what can't have used it is sent again, and not for ever. */
class WeChatApiLoginRetryTest {

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
  void a_busy_system_is_asked_again() {
    weChat.answers(error(-1, "system error"), json(SUCCESS));

    assertEquals("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", weChat.login("033abc").openid());
    assertEquals(2, weChat.requests());
  }

  @Test
  void http_503_is_asked_again() {
    weChat.answers(aResponse().withStatus(503), aResponse().withStatus(503), json(SUCCESS));

    assertEquals("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", weChat.login("033abc").openid());
    assertEquals(3, weChat.requests());
  }

  @Test
  void a_system_that_stays_busy_is_given_up() {
    weChat.answers(error(-1, "system error"));

    assertEquals(Reason.BUSY, weChat.unavailable("033abc").reason());
    assertEquals(3, weChat.requests());
  }

  @Test
  void the_number_of_attempts_is_configurable() {
    weChat.answers(error(-1, "system error"));

    assertThrows(
        WeChatUnavailable.class,
        () -> weChat.login("033abc", settings -> settings.put("attempts", "1")));
    assertEquals(1, weChat.requests());
  }

  @Test
  void all_attempts_together_have_a_deadline() {
    weChat.answers(error(-1, "system error").withFixedDelay(400));

    WeChatUnavailable failure =
        assertThrows(
            WeChatUnavailable.class,
            () ->
                weChat.login(
                    "033abc",
                    settings -> {
                      settings.put("attempts", "50");
                      settings.put("total-timeout", "1s");
                    }));

    // No answer comes early, so that two at most do in time, however slow the machine is.
    assertEquals(Reason.TIMED_OUT, failure.reason(), "the last attempt is cut off");
    assertTrue(weChat.requests() <= 3, "sent " + weChat.requests());
  }

  @Test
  void a_refusal_after_a_busy_answer_is_final() {
    weChat.answers(error(-1, "system error"), error(40163, "code been used"));

    assertEquals(WeChatLoginRejected.Reason.USED_CODE, weChat.rejected("033abc").reason());
    assertEquals(2, weChat.requests());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 404, 403, 302, 204})
  void another_http_status_may_have_used_the_code_and_is_not_asked_again(int status) {
    weChat.answers(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));

    assertEquals(Reason.UNEXPECTED, weChat.unavailable("033abc").reason());
    assertEquals(1, weChat.requests());
  }

  @Test
  void http_429_is_a_rate_limit_and_not_asked_again() {
    weChat.answers(aResponse().withStatus(429));

    assertEquals(Reason.RATE_LIMITED, weChat.unavailable("033abc").reason());
    assertEquals(1, weChat.requests());
  }

  @Test
  void a_slow_answer_may_have_used_the_code_and_is_not_asked_again() {
    weChat.answers(json(SUCCESS).withFixedDelay(6_000));

    assertEquals(Reason.TIMED_OUT, impatient().reason());
    assertEquals(1, weChat.requests());
  }

  @Test
  void an_answer_that_trickles_in_is_cut_off() {
    weChat.answers(json(SUCCESS).withChunkedDribbleDelay(40, 8_000));

    assertEquals(Reason.TIMED_OUT, impatient().reason());
    assertEquals(1, weChat.requests());
  }

  private static WeChatUnavailable impatient() {
    return assertThrows(
        WeChatUnavailable.class,
        () -> weChat.login("033abc", settings -> settings.put("read-timeout", "1500ms")));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void a_broken_answer_may_have_used_the_code_and_is_not_asked_again(Fault fault) {
    weChat.answers(aResponse().withFault(fault));

    weChat.unavailable("033abc");
    assertEquals(1, weChat.requests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{\"openid\":\"o1\"",
        "[]",
        "null",
        "\"o1\"",
        "{}",
        "{\"session_key\":\"k\"}",
        "{\"openid\":null}",
        "{\"openid\":\" \"}",
        "{\"openid\":7}",
        "{\"openid\":{}}",
        "{\"openid\":\"o1\",\"unionid\":7}",
        "{\"openid\":\"o1\",\"errcode\":\"x\"}",
      })
  void an_answer_that_is_not_the_documented_one_is_unreadable(String body) {
    weChat.answers(json(body));

    assertEquals(Reason.UNREADABLE, weChat.unavailable("033abc").reason());
    assertEquals(1, weChat.requests());
  }

  @Test
  void a_huge_answer_is_not_read_to_its_end() {
    String padding = "x".repeat(5_000_000);
    weChat.answers(json("{\"openid\":\"o1\",\"padding\":\"" + padding + "\"}"));

    assertEquals(Reason.UNREADABLE, weChat.unavailable("033abc").reason());
    assertEquals(1, weChat.requests());
  }

  @Test
  void a_refused_connection_is_unreachable() throws IOException {
    WeChatConfig nobody = WeChatSettings.of(WeChatSettings.real("http://localhost:" + freePort()));

    WeChatUnavailable failure =
        assertThrows(WeChatUnavailable.class, () -> weChat.login(nobody, "033abc"));

    assertEquals(Reason.UNREACHABLE, failure.reason());
  }

  @Test
  void a_server_that_comes_up_between_two_attempts_is_reached() throws Exception {
    int port = freePort();
    Map<String, String> settings = WeChatSettings.real("http://localhost:" + port + "/1");
    settings.put("attempts", "12");
    settings.put("backoff", "400ms");
    try (WeChatApiLogin login = new WeChatApiLogin(weChat.vertx(), WeChatSettings.of(settings))) {
      CompletableFuture<WeChatIdentity> identity =
          login.exchange("033abc").subscribeAsCompletionStage();
      try (WeChatServer late = new WeChatServer(port, json(SUCCESS))) {
        assertEquals("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", identity.get().openid());
        assertEquals(1, late.requests());
      }
    }
  }

  @Test
  void a_host_without_address_is_unreachable() {
    WeChatConfig nowhere = WeChatSettings.of(WeChatSettings.real("https://wechat.invalid"));

    WeChatUnavailable failure =
        assertThrows(WeChatUnavailable.class, () -> weChat.login(nowhere, "033abc"));

    assertEquals(Reason.UNREACHABLE, failure.reason());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

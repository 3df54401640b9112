package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.siyu.wechat.WeChatServer.SESSION_KEY;
import static io.siyu.wechat.WeChatServer.SUCCESS;
import static io.siyu.wechat.WeChatServer.error;
import static io.siyu.wechat.WeChatServer.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.siyu.testing.CapturedLog;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The app secret is in every request and the session key in every answer; neither is ever told. */
class WeChatSecretsTest {

  private static final String CODE = "033code4onelogin";
  private static final String OPENID = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

  private static WeChatServer weChat;

  @BeforeAll
  static void start() {
    weChat = new WeChatServer();
  }

  @AfterAll
  static void stop() {
    weChat.close();
  }

  static Stream<ResponseDefinitionBuilder> answers() {
    String url = "/sns/jscode2session?secret=" + WeChatSettings.APP_SECRET + "&js_code=" + CODE;
    return Stream.of(
        json(SUCCESS),
        json(SUCCESS.replace("openid", "other")),
        json(SUCCESS.substring(0, 60)),
        json(SUCCESS + "x".repeat(100_000)),
        json(SUCCESS).withFixedDelay(1_500),
        error(-1, "busy with " + url),
        error(40029, "invalid code in " + url),
        error(40125, "invalid appsecret in " + url + ", rid: 6214-ab"),
        error(12345, "unheard of " + url),
        aResponse().withStatus(500).withBody(url),
        aResponse().withStatus(302).withHeader("Location", url),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void no_log_and_no_exception_shows_a_secret(ResponseDefinitionBuilder answer) {
    weChat.answers(answer);
    StringWriter thrown = new StringWriter();
    try (CapturedLog log = new CapturedLog()) {
      try {
        thrown.append(String.valueOf(login()));
      } catch (WeChatLoginRejected | WeChatUnavailable failure) {
        failure.printStackTrace(new PrintWriter(thrown, true));
      }
      assertTrue(weChat.requestedUrls().get(0).contains(encodedSecret()), "the secret was sent");
      assertFalse(log.lines().isEmpty(), "something was captured");
      log.lines().forEach(WeChatSecretsTest::assertNothingTold);
      assertNothingTold(thrown.toString());
      assertEquals(
          List.of(),
          log.lines().stream().filter(line -> line.startsWith("ERROR io.vertx")).toList(),
          "nothing is left to the HTTP client's own error log");
    }
  }

  @Test
  void a_refused_connection_shows_no_secret() {
    WeChatConfig nobody = WeChatSettings.of(WeChatSettings.real("http://localhost:1"));
    try (CapturedLog log = new CapturedLog()) {
      WeChatUnavailable failure =
          assertThrows(WeChatUnavailable.class, () -> weChat.login(nobody, CODE));

      log.lines().forEach(WeChatSecretsTest::assertNothingTold);
      assertNothingTold(failure.toString());
      assertEquals(1, log.linesOf(WeChatApiLogin.class).size());
    }
  }

  @Test
  void tracers_are_told_to_ignore_the_request() throws Exception {
    weChat.answers(json(SUCCESS));
    List<TracingPolicy> policies = new CopyOnWriteArrayList<>();
    Vertx traced = Vertx.builder().withTracer(options -> new PolicyTracer(policies)).build();
    try (WeChatApiLogin login =
        new WeChatApiLogin(traced, WeChatSettings.of(WeChatSettings.real(weChat.url())))) {
      login.exchange(CODE).await().atMost(Duration.ofSeconds(20));
    } finally {
      traced.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    assertEquals(List.of(TracingPolicy.IGNORE), policies);
  }

  /** Notes how each request of an HTTP client wants to be traced. */
  private record PolicyTracer(List<TracingPolicy> policies) implements VertxTracer<Void, Void> {
    @Override
    public <R> Void sendRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        BiConsumer<String, String> headers,
        TagExtractor<R> tags) {
      policies.add(policy);
      return null;
    }
  }

  @Test
  void operators_are_told_which_settings_weChat_refuses() {
    weChat.answers(error(40125, "invalid appsecret, rid: 623ea70a-74b9b592-3e3d489a"));
    try (CapturedLog log = new CapturedLog()) {
      weChat.unavailable(CODE);

      List<String> lines = log.linesOf(WeChatApiLogin.class);
      assertEquals(1, lines.size());
      assertTrue(lines.get(0).startsWith("ERROR "), lines.get(0));
      assertTrue(lines.get(0).contains("siyu.wechat.app-secret"), lines.get(0));
      assertTrue(lines.get(0).contains("errcode 40125"), lines.get(0));
      assertTrue(lines.get(0).contains("rid 623ea70a-74b9b592-3e3d489a"), lines.get(0));
    }
  }

  @Test
  void a_refused_code_is_no_operators_business() {
    weChat.answers(error(40029, "invalid code"));
    try (CapturedLog log = new CapturedLog()) {
      weChat.rejected(CODE);

      assertEquals(List.of(), log.linesOf(WeChatApiLogin.class));
    }
  }

  @Test
  void an_identity_does_not_show_its_ids() {
    String text = new WeChatIdentity("o1-secret", Optional.of("u1-secret")).toString();

    assertFalse(text.contains("secret"), text);
  }

  private static WeChatIdentity login() {
    return weChat.login(CODE, settings -> settings.put("read-timeout", "1s"));
  }

  private static void assertNothingTold(String text) {
    for (String secret :
        List.of(WeChatSettings.APP_SECRET, encodedSecret(), SESSION_KEY, CODE, OPENID)) {
      assertFalse(text.contains(secret), text);
    }
  }

  private static String encodedSecret() {
    return URLEncoder.encode(WeChatSettings.APP_SECRET, UTF_8);
  }
}

package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.siyu.wechat.WeChatPhoneServer.NUMBER;
import static io.siyu.wechat.WeChatPhoneServer.NUMBERS;
import static io.siyu.wechat.WeChatPhoneServer.TOKENS;
import static io.siyu.wechat.WeChatPhoneServer.error;
import static io.siyu.wechat.WeChatPhoneServer.json;
import static io.siyu.wechat.WeChatPhoneServer.number;
import static io.siyu.wechat.WeChatPhoneServer.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.siyu.testing.CapturedLog;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat answers to a phone code, and what the caller gets. */
class WeChatApiPhoneTest {

  private static WeChatPhoneServer weChat;

  @BeforeAll
  static void start() {
    weChat = new WeChatPhoneServer();
  }

  @AfterAll
  static void stop() {
    weChat.close();
  }

  @BeforeEach
  void forget() {
    weChat.forget();
  }

  @Test
  void a_code_gives_the_number_with_its_country_code() {
    weChat.answers(TOKENS, token("A+1"));
    weChat.answers(NUMBERS, number());

    assertThat(weChat.exchange()).isEqualTo(new WeChatPhoneNumber("+8613580006666"));

    JsonObject asked = new JsonObject(weChat.requests(TOKENS).get(0).getBodyAsString());
    assertThat(asked.getString("grant_type")).isEqualTo("client_credential");
    assertThat(asked.getString("appid")).isEqualTo(WeChatSettings.APP_ID);
    assertThat(asked.getString("secret")).isEqualTo(WeChatSettings.APP_SECRET);
    assertThat(asked.getBoolean("force_refresh")).isFalse();
    assertThat(weChat.requests(NUMBERS)).hasSize(1);
    assertThat(weChat.requests(NUMBERS).get(0).queryParameter("access_token").firstValue())
        .isEqualTo("A+1");
    assertThat(weChat.requests(NUMBERS).get(0).getBodyAsString())
        .isEqualTo("{\"code\":\"the-code\"}");
  }

  @Test
  void one_token_serves_many_numbers_until_shortly_before_its_end() {
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, number());
    IntStream.range(0, 5).forEach(i -> weChat.exchange());
    assertThat(weChat.requests(TOKENS)).hasSize(1);
    weChat.forget();
    weChat.answers(TOKENS, token("A", 1));
    weChat.answers(NUMBERS, number().withFixedDelay(600));
    weChat.exchange();
    weChat.exchange();
    assertThat(weChat.requests(TOKENS)).hasSize(2);
  }

  @Test
  void many_at_once_ask_for_one_token() {
    weChat.answers(TOKENS, token("A").withFixedDelay(300));
    weChat.answers(NUMBERS, number());

    List<Uni<WeChatPhoneNumber>> exchanges =
        IntStream.range(0, 32).mapToObj(i -> weChat.phone().exchange("code-" + i)).toList();
    Uni.join().all(exchanges).andFailFast().await().atMost(Duration.ofSeconds(20));

    assertThat(weChat.requests(TOKENS)).hasSize(1);
    assertThat(weChat.requests(NUMBERS)).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(ints = {40001, 40014, 41001, 42001})
  void a_refused_token_is_replaced_once_and_the_code_sent_again(int errcode) {
    weChat.answers(TOKENS, token("A"), token("B"));
    weChat.answers(NUMBERS, error(errcode), number());

    assertThat(weChat.exchange().international()).endsWith(NUMBER);

    assertThat(weChat.requests(TOKENS)).hasSize(2).noneMatch(WeChatApiPhoneTest::isForced);
    assertThat(weChat.requests(NUMBERS).get(1).queryParameter("access_token").firstValue())
        .isEqualTo("B");
  }

  @Test
  void a_new_token_is_forced_only_when_the_refused_one_is_given_again() {
    weChat.answers(TOKENS, token("A"), token("A"), token("B"));
    weChat.answers(NUMBERS, error(40001), number());

    assertThat(weChat.exchange().international()).endsWith(NUMBER);

    assertThat(weChat.requests(TOKENS).stream().map(WeChatApiPhoneTest::isForced))
        .containsExactly(false, false, true);
  }

  @Test
  void a_token_that_is_refused_again_and_again_is_an_error_and_forces_no_further_ones() {
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, error(40001));

    assertThat(unavailable().reason()).isEqualTo(WeChatUnavailable.Reason.UNEXPECTED);
    assertThat(unavailable().reason()).isEqualTo(WeChatUnavailable.Reason.UNEXPECTED);

    assertThat(weChat.requests(TOKENS).stream().filter(WeChatApiPhoneTest::isForced)).hasSize(1);
    assertThat(weChat.requests(NUMBERS)).hasSizeLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {40029, 40163})
  void a_refused_code_is_told_and_not_sent_again(int errcode) {
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, error(errcode));

    assertThatThrownBy(weChat::exchange).isInstanceOf(WeChatPhoneRejected.class);
    assertThat(weChat.requests(NUMBERS)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "40013, MISCONFIGURED",
    "48001, MISCONFIGURED",
    "45009, RATE_LIMITED",
    "45011, RATE_LIMITED",
    "99999, UNEXPECTED",
  })
  void an_error_that_is_not_the_users_is_unavailable_and_not_sent_again(
      int errcode, WeChatUnavailable.Reason reason) {
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, error(errcode));

    assertThat(unavailable().reason()).isEqualTo(reason);
    assertThat(weChat.requests(NUMBERS)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "40013, MISCONFIGURED", "40125, MISCONFIGURED", "40164, MISCONFIGURED", "41002, MISCONFIGURED",
    "41004, MISCONFIGURED", "50004, MISCONFIGURED", "50007, MISCONFIGURED", "89503, MISCONFIGURED",
    "89506, MISCONFIGURED", "89507, MISCONFIGURED", "45009, RATE_LIMITED", "45011, RATE_LIMITED",
    "40002, UNEXPECTED", "43002, UNEXPECTED",
  })
  void without_a_token_no_code_is_sent(int errcode, WeChatUnavailable.Reason reason) {
    weChat.answers(TOKENS, error(errcode));
    weChat.answers(NUMBERS, number());

    assertThat(unavailable().reason()).isEqualTo(reason);
    assertThat(weChat.requests(TOKENS)).hasSize(1);
    assertThat(weChat.requests(NUMBERS)).isEmpty();
  }

  @Test
  void a_busy_system_is_asked_again_but_not_for_ever() {
    weChat.answers(TOKENS, error(-1), token("A"));
    weChat.answers(NUMBERS, aResponse().withStatus(503), number());
    assertThat(weChat.exchange().international()).endsWith(NUMBER);

    weChat.forget();
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, error(-1));
    assertThat(unavailable().reason()).isEqualTo(WeChatUnavailable.Reason.BUSY);
    assertThat(weChat.requests(NUMBERS)).hasSize(3);
  }

  @Test
  void what_may_have_used_the_code_is_not_sent_again() {
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(unavailable().reason()).isEqualTo(WeChatUnavailable.Reason.CONNECTION_LOST);
    assertThat(weChat.requests(NUMBERS)).hasSize(1);

    weChat.forget(Map.of("read-timeout", "1s"));
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, number().withFixedDelay(2_500));
    assertThat(unavailable().reason()).isEqualTo(WeChatUnavailable.Reason.TIMED_OUT);
    assertThat(weChat.requests(NUMBERS)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "not json",
        "{\"errcode\":\"0\"}",
        "{\"errcode\":0,\"phone_info\":{\"countryCode\":\"86\"}}",
        "{\"errcode\":0,\"phone_info\":{\"countryCode\":\"86\",\"purePhoneNumber\":\"12 34\"}}",
        "{\"errcode\":0,\"phone_info\":{\"countryCode\":\"\",\"purePhoneNumber\":\"1234567\"}}",
      })
  void an_answer_without_a_number_is_unreadable(String answer) {
    weChat.answers(TOKENS, token("A"));
    weChat.answers(NUMBERS, json(answer));

    assertThat(unavailable().reason()).isEqualTo(WeChatUnavailable.Reason.UNREADABLE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void no_code_is_refused_without_asking(String code) {
    assertThatThrownBy(() -> weChat.phone().exchange(code).await().indefinitely())
        .isInstanceOf(WeChatPhoneRejected.class);
    assertThat(weChat.requests(TOKENS)).isEmpty();
  }

  @Test
  void neither_number_nor_token_nor_secret_is_ever_told() {
    StringWriter told = new StringWriter();
    try (CapturedLog log = new CapturedLog()) {
      for (var answer :
          List.of(
              number(),
              error(40029),
              error(48001),
              error(40001),
              json("{\"phone_info\":{\"purePhoneNumber\":\"" + NUMBER + "x\"}}"),
              aResponse().withStatus(500).withBody(NUMBER))) {
        weChat.forget();
        weChat.answers(TOKENS, token("tell-no-token"));
        weChat.answers(NUMBERS, answer);
        try {
          told.append(String.valueOf(weChat.exchange()));
        } catch (WeChatPhoneRejected | WeChatUnavailable failure) {
          failure.printStackTrace(new PrintWriter(told, true));
        }
      }
      assertThat(log.linesOf(WeChatApiPhone.class)).isNotEmpty();
      log.lines().forEach(told::append);
    }
    assertThat(told.toString())
        .doesNotContain(NUMBER, "tell-no-token", WeChatSettings.APP_SECRET, "the-code");
  }

  @Test
  void the_answer_arrives_on_the_context_that_asked() throws Exception {
    weChat.answers(TOKENS, token("A").withFixedDelay(200));
    weChat.answers(NUMBERS, number());
    Context first = weChat.newContext();
    Context second = weChat.newContext();

    CompletableFuture<Context> one = askedOn(first);
    CompletableFuture<Context> other = askedOn(second);

    assertThat(one.get(30, TimeUnit.SECONDS)).isSameAs(first);
    assertThat(other.get(30, TimeUnit.SECONDS)).isSameAs(second).isNotSameAs(first);
  }

  private static CompletableFuture<Context> askedOn(Context context) {
    CompletableFuture<Context> answered = new CompletableFuture<>();
    context.runOnContext(
        ignored ->
            weChat
                .phone()
                .exchange("the-code")
                .subscribe()
                .with(
                    number -> answered.complete(Vertx.currentContext()),
                    answered::completeExceptionally));
    return answered;
  }

  private static WeChatUnavailable unavailable() {
    return catchThrowableOfType(WeChatUnavailable.class, weChat::exchange);
  }

  private static boolean isForced(com.github.tomakehurst.wiremock.verification.LoggedRequest r) {
    return new JsonObject(r.getBodyAsString()).getBoolean("force_refresh");
  }
}

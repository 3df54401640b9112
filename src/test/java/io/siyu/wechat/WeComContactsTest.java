package io.siyu.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.siyu.wechat.WeChatUnavailable.Reason;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeCom answers about a person, and what is made of it. */
class WeComContactsTest {

  private static final String TOKENS = "/cgi-bin/gettoken";
  private static final String CONTACT = "/cgi-bin/externalcontact/get";
  private static final String GROUP = "/cgi-bin/externalcontact/groupchat/get";
  private static final String PERSON = "wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA";
  private static final String CHAT = "wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA";
  private static final String UNIONID = "ozynqsulJFCZ2z1aYeS8h-nuasdAAA";

  private final Vertx vertx = Vertx.vertx();
  private final WireMockServer weCom = new WireMockServer(options().dynamicPort());
  private WeComContacts contacts;

  @BeforeEach
  void start() {
    weCom.start();
    Map<String, String> settings = WeComSender.settings(weCom.baseUrl());
    settings.put("siyu.wecom.read-timeout", "8s");
    contacts =
        new WeComContacts(
            vertx,
            new SmallRyeConfigBuilder()
                .withMapping(WeComConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(WeComConfig.class));
    answers(TOKENS, token("A"));
  }

  @AfterEach
  void stop() {
    contacts.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    weCom.stop();
  }

  @Test
  void a_customer_is_told_by_unionid_and_one_token_serves_many_questions() {
    answers(CONTACT, contact(UNIONID));

    assertThat(unionid()).contains(UNIONID);
    assertThat(unionid()).contains(UNIONID);

    assertThat(requests(TOKENS)).hasSize(1);
    LoggedRequest asked = requests(TOKENS).get(0);
    assertThat(asked.queryParameter("corpid").firstValue()).isEqualTo(WeComSender.CORP_ID);
    assertThat(asked.queryParameter("corpsecret").firstValue())
        .isEqualTo("a-secret-of-the-tests-alone");
    assertThat(requests(CONTACT).get(0).queryParameter("access_token").firstValue()).isEqualTo("A");
    assertThat(requests(CONTACT).get(0).queryParameter("external_userid").firstValue())
        .isEqualTo(PERSON);
    assertThat(requests(GROUP)).isEmpty();
  }

  @Test
  void many_at_once_ask_for_one_token() {
    answers(TOKENS, token("A").withFixedDelay(300));
    answers(CONTACT, contact(UNIONID));

    Uni.join()
        .all(IntStream.range(0, 16).mapToObj(i -> contacts.unionid(PERSON, CHAT)).toList())
        .andFailFast()
        .await()
        .atMost(Duration.ofSeconds(20));

    assertThat(requests(TOKENS)).hasSize(1);
  }

  /** In a group there are people whom no member of staff has added. */
  @ParameterizedTest
  @ValueSource(ints = {84061, 40096})
  void who_is_nobodys_customer_is_looked_for_in_the_group(int errcode) {
    answers(CONTACT, error(errcode));
    answers(GROUP, group("\"unionid\":\"" + UNIONID + "\","));

    assertThat(unionid()).contains(UNIONID);

    assertThat(requests(GROUP).get(0).getBodyAsString())
        .isEqualTo("{\"chat_id\":\"" + CHAT + "\",\"need_name\":0}");
  }

  @Test
  void who_has_no_unionid_is_nobody() {
    answers(CONTACT, json("{\"errcode\":0,\"external_contact\":{\"type\":1}}"));
    answers(GROUP, group(""), json("{\"errcode\":0,\"group_chat\":{\"member_list\":[]}}"));
    assertThat(unionid()).isEmpty();
    assertThat(unionid()).isEmpty();
    answers(GROUP, error(49008));
    assertThat(unionid()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {40014, 41001, 42001})
  void a_refused_token_is_replaced_once(int errcode) {
    answers(TOKENS, token("A"), token("B"));
    answers(CONTACT, error(errcode), contact(UNIONID));

    assertThat(unionid()).contains(UNIONID);

    assertThat(requests(TOKENS)).hasSize(2);
    assertThat(requests(CONTACT).get(1).queryParameter("access_token").firstValue()).isEqualTo("B");
  }

  @Test
  void a_token_that_is_given_and_refused_again_is_an_error() {
    answers(CONTACT, error(42001));

    assertThat(unavailable().reason()).isEqualTo(Reason.UNEXPECTED);
    assertThat(requests(CONTACT)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void what_weCom_is_too_busy_for_is_asked_again_after_a_pause() {
    answers(CONTACT, error(-1), aResponse().withStatus(503), contact(UNIONID));

    assertThat(unionid()).contains(UNIONID);
    assertThat(requests(CONTACT)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "60020, MISCONFIGURED, 1",
    "48002, MISCONFIGURED, 1",
    "45009, RATE_LIMITED, 1",
    "45033, RATE_LIMITED, 1",
    "-1, BUSY, 3",
    "99999, UNEXPECTED, 1",
  })
  void an_error_is_told_apart_and_says_nothing_of_the_person(
      int errcode, Reason reason, int times) {
    answers(CONTACT, error(errcode));

    WeChatUnavailable failure = unavailable();

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.getMessage()).doesNotContain(PERSON, "secret", "gettoken");
    assertThat(requests(CONTACT)).hasSize(times);
  }

  @ParameterizedTest
  @CsvSource({"40001, MISCONFIGURED", "40013, MISCONFIGURED", "60020, MISCONFIGURED"})
  void without_a_token_nothing_is_asked(int errcode, Reason reason) {
    answers(TOKENS, error(errcode));

    assertThat(unavailable().reason()).isEqualTo(reason);
    assertThat(requests(CONTACT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "[]",
        "{\"errcode\":0,\"external_contact\":{\"unionid\":7}}",
        "{\"errcode\":\"0\"}"
      })
  void an_answer_that_is_none_is_unreadable(String body) {
    answers(CONTACT, json(body));

    assertThat(unavailable().reason()).isEqualTo(Reason.UNREADABLE);
  }

  /** Of five hundred people. */
  @Test
  void a_large_group_is_read_as_a_whole() {
    answers(CONTACT, error(84061));
    String other =
        "{\"userid\":\"wm%028d\",\"type\":2,\"unionid\":\"o\",\"group_nickname\":\"%s\"},";
    StringBuilder others = new StringBuilder();
    IntStream.range(0, 499).forEach(i -> others.append(other.formatted(i, "n".repeat(120))));
    answers(
        GROUP,
        json(
            "{\"errcode\":0,\"group_chat\":{\"member_list\":["
                + others
                + "{\"userid\":\""
                + PERSON
                + "\",\"unionid\":\""
                + UNIONID
                + "\"}]}}"));

    assertThat(unionid()).contains(UNIONID);
  }

  private Optional<String> unionid() {
    return contacts.unionid(PERSON, CHAT).await().atMost(Duration.ofSeconds(20));
  }

  private WeChatUnavailable unavailable() {
    return catchThrowableOfType(WeChatUnavailable.class, this::unionid);
  }

  private static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(body);
  }

  private static ResponseDefinitionBuilder error(int errcode) {
    return json(
        "{\"errcode\":%d,\"errmsg\":\"not %s, from ip: 1.2.3.4\"}".formatted(errcode, PERSON));
  }

  private static ResponseDefinitionBuilder token(String value) {
    return json(
        "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"%s\",\"expires_in\":7200}"
            .formatted(value));
  }

  private static ResponseDefinitionBuilder contact(String unionid) {
    return json(
        """
        {"errcode":0,"errmsg":"ok","external_contact":{"external_userid":"%s","name":"李四","type":1,
         "unionid":"%s"},"follow_user":[{"userid":"rocky"}]}"""
            .formatted(PERSON, unionid));
  }

  private static ResponseDefinitionBuilder group(String unionid) {
    return json(
        """
        {"errcode":0,"group_chat":{"chat_id":"%s","member_list":[{"userid":"abel","type":1},
         {"userid":"%s","type":2,%s"join_time":1572505491}]}}"""
            .formatted(CHAT, PERSON, unionid));
  }

  /** The answers in this order; the last one is repeated. */
  private void answers(String path, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      weCom.stubFor(
          any(urlPathEqualTo(path))
              .inScenario(path)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
              .willSetStateTo(
                  answers.length == 1
                      ? Scenario.STARTED
                      : "answer " + Math.min(i + 1, answers.length - 1))
              .willReturn(answers[i]));
    }
  }

  private List<LoggedRequest> requests(String path) {
    return weCom.findAll(anyRequestedFor(urlPathEqualTo(path)));
  }
}

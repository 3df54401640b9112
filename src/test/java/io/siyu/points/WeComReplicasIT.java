package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import io.siyu.wechat.WeComSender;
import io.siyu.wechat.WeComServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** WeCom tells two instances of the packaged application what is written in groups. */
@Tag("native")
class WeComReplicasIT {

  private static final int ATTEMPTS = 32;

  private static WeComServer weCom;
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    weCom = new WeComServer();
    Map<String, String> settings = WeComSender.settings(weCom.url());
    settings.put("siyu.wecom.refusal-limit", "5");
    cluster = Cluster.of("wecom", 2, settings);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    weCom.close();
  }

  @Test
  void a_message_that_is_told_to_both_at_once_earns_once() {
    String person = member(71);
    String message = WeComSender.message("71001", person, Instant.now());

    List<Outcome<HttpResponse<String>>> outcomes =
        Together.run(
            cluster,
            ATTEMPTS,
            ATTEMPTS,
            (instance, number) -> WeComSender.to(instance.uri()).xml(message));

    Together.assertServedByBoth(outcomes);
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome.result().body()).isEqualTo("success"));
    awaitAllHandled();
    assertThat(balance(71)).isEqualTo(10);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM wecom_notice WHERE once =
                  encode(sha256(convert_to(E'MESSAGE\\n' || ? || E'\\n71001', 'UTF8')), 'hex')""",
                person))
        .isEqualTo(1);
  }

  @Test
  void a_coming_that_is_told_to_both_at_once_counts_once() {
    String person = member(76);
    UUID community = UUID.randomUUID();
    cluster.execute(
        "INSERT INTO community (id, kind, name) VALUES (?, 'REFINED', '来群')", community);
    cluster.execute(
        """
        INSERT INTO chat_group (chat_id, community_id, first_seen_at, linked_at)
        VALUES ('wrOfSeventySix', ?, now(), now())""",
        community);
    Instant at = Instant.now();

    List<Outcome<HttpResponse<String>>> outcomes =
        Together.run(
            cluster,
            ATTEMPTS,
            ATTEMPTS,
            (instance, number) ->
                WeComSender.to(instance.uri())
                    .xml(WeComSender.changeOf("wrOfSeventySix", "add_member", at, person)));

    Together.assertServedByBoth(outcomes);
    awaitAllHandled();
    assertThat(cluster.number("SELECT member_count FROM community WHERE id = ?", community))
        .isEqualTo(1);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM community_membership_change c
                JOIN community_membership m ON m.id = c.membership_id WHERE m.community_id = ?""",
                community))
        .isEqualTo(1);
  }

  @Test
  void many_messages_of_one_member_earn_up_to_the_cap_of_the_day() {
    String person = member(72);

    Together.run(
        cluster,
        ATTEMPTS,
        ATTEMPTS,
        (instance, number) ->
            WeComSender.to(instance.uri()).json(WeComSender.robotMessage("72" + number, person)));

    awaitAllHandled();
    assertThat(balance(72)).isEqualTo(50);
    int questions = weCom.questions(person);
    assertThat(questions).as("only those under way at first").isLessThanOrEqualTo(16);
    tell(WeComSender.message("72-later", person, Instant.now()));
    awaitAllHandled();
    assertThat(weCom.questions(person)).isEqualTo(questions);
  }

  @Test
  void who_is_no_member_is_asked_about_again_only_after_a_while() {
    String person = "wmStranger" + 73;
    weCom.knows(person, "demo-unionid-73");
    tell(WeComSender.message("73001", person, Instant.now()));
    awaitAllHandled();
    tell(WeComSender.message("73002", person, Instant.now()));
    awaitAllHandled();
    assertThat(weCom.questions(person)).isEqualTo(1);

    instance().client().asMember("demo:73:u73");
    cluster.execute(
        "UPDATE wecom_person SET look_again_at = now() - interval '1 s' WHERE external_user_id = ?",
        person);
    tell(WeComSender.message("73003", person, Instant.now()));
    awaitAllHandled();

    assertThat(weCom.questions(person)).isEqualTo(2);
    assertThat(balance(73)).as("the later one, as a member").isEqualTo(10);
  }

  @Test
  void what_weCom_does_not_answer_is_asked_again_and_the_message_waits() {
    String person = member(74);
    weCom.answers(person, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
    tell(WeComSender.message("74001", person, Instant.now()));
    await().atMost(Duration.ofSeconds(30)).until(() -> weCom.questions(person) >= 2);
    assertThat(balance(74)).isZero();

    weCom.knows(person, "demo-unionid-74");
    awaitAllHandled();

    assertThat(balance(74)).isEqualTo(10);
  }

  @Test
  void who_keeps_on_without_the_token_is_told_to_wait_and_weCom_is_not() {
    String person = member(75);
    WeComSender stranger = WeComSender.to(instance().uri()).at(Instant.now().minusSeconds(7_200));
    String message = WeComSender.message("75001", person, Instant.now());
    List<Integer> refusals =
        IntStream.range(0, 8).mapToObj(i -> stranger.xml(message).statusCode()).toList();

    assertThat(refusals).startsWith(403).endsWith(429, 429);
    tell(message);
    awaitAllHandled();
    assertThat(balance(75)).isEqualTo(10);
    assertThat(instance().page("/q/metrics"))
        .contains("siyu_wecom_refused_total{reason=\"stale\"")
        .contains("siyu_wecom_received_total{state=\"new\"")
        .contains("siyu_wecom_handled_total{outcome=\"done\"");
  }

  private static String member(int number) {
    instance().client().asMember("demo:" + number + ":u" + number);
    String person = "wmCustomer" + number;
    weCom.knows(person, "demo-unionid-" + number);
    return person;
  }

  private static void tell(String message) {
    assertThat(WeComSender.to(instance().uri()).xml(message).body()).isEqualTo("success");
  }

  private static void awaitAllHandled() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                cluster.number("SELECT count(*) FROM wecom_notice WHERE handled_at IS NULL") == 0);
  }

  private static long balance(int number) {
    return cluster.number(
        """
        SELECT coalesce(sum(a.balance), 0) FROM points_account a JOIN member m ON m.id = a.member_id
        WHERE m.openid = ?""",
        "demo-openid-" + number);
  }

  private static SiyuInstance instance() {
    return cluster.instance(0);
  }
}

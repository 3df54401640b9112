package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WeCom tells, and somebody who is not WeCom. */
@QuarkusTest
class WeComCallbackTest {

  @Inject Rows rows;
  @Inject MovableClock clock;

  private String memberId;
  private String person;

  @BeforeEach
  void aMemberWhomWeComKnows() {
    GraphQLClient client = GraphQLClient.ofThisTest().asMember("new:" + short32());
    memberId = client.runWith("viewer", Map.of()).text("viewer.id");
    person = "wm" + short32();
    rows.update(
        """
        INSERT INTO wecom_person (external_user_id, member_id, asked_at) VALUES ($1, $2, now())""",
        person,
        member());
  }

  @AfterEach
  void now() {
    clock.reset();
  }

  @Test
  void the_console_is_answered_with_what_it_encrypted_and_nothing_else() {
    HttpResponse<String> answer = weCom().verify("1616140317555161061");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("1616140317555161061");
    assertThat(weCom().signingWith("stranger").verify("x").statusCode()).isEqualTo(403);
    assertThat(weCom().get("").statusCode()).isEqualTo(400);
    assertThat(weCom().get("?msg_signature=a&timestamp=soon&nonce=1&echostr=b").statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_message_in_a_group_earns_once_however_often_and_on_whichever_way_it_is_told() {
    String id = short32();
    String message = WeComSender.message(id, person, Instant.now());

    HttpResponse<String> answer = weCom().xml(message);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("success");
    awaitBalance(10);
    // By WeCom again, encrypted anew, and by staff who import what the group exported.
    assertThat(weCom().xml(message).body()).isEqualTo("success");
    imported(id);

    assertThat(balance()).isEqualTo(10);
    assertThat(rows.count("wecom_notice WHERE once = " + onceOf(id))).isEqualTo(1);
    assertThat(
            rows.text(
                "SELECT concat_ws(' ', outcome, external_user_id, message_id, chat_id)"
                    + " FROM wecom_notice WHERE once = "
                    + onceOf(id)))
        .as("seen to, and nothing kept of who it was")
        .isEqualTo("DONE");
    assertThat(rows.count("points_entry WHERE business_id LIKE '%' || $1 || '%'", id)).isZero();
  }

  @Test
  void a_robot_tells_in_json_for_nobody_and_is_answered_by_nothing() {
    HttpResponse<String> answer =
        weCom().forReceiver("").json(WeComSender.robotMessage(short32(), person));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    awaitBalance(10);
  }

  @Test
  void whoever_is_not_weCom_is_refused_and_nothing_is_stored() {
    String message = WeComSender.message(short32(), person, Instant.now());

    assertThat(weCom().signingWith("stranger").xml(message).statusCode()).isEqualTo(403);
    assertThat(weCom().encryptingWith("a".repeat(43)).xml(message).statusCode()).isEqualTo(403);
    assertThat(weCom().forReceiver("ww1436e0e65a779aee").xml(message).statusCode()).isEqualTo(403);
    assertThat(weCom().forReceiver("").xml(message).statusCode()).isEqualTo(403);
    assertThat(weCom().forReceiver("ww1436e0e65a779aee").json(message).statusCode()).isEqualTo(403);
    assertThat(weCom().at(Instant.now().minusSeconds(660)).xml(message).statusCode())
        .isEqualTo(403);
    assertThat(weCom().at(Instant.now().plusSeconds(660)).xml(message).statusCode()).isEqualTo(403);

    assertThat(waiting()).isZero();
    assertThat(balance()).isZero();
  }

  @Test
  void what_was_overheard_is_of_no_use_later() {
    String encrypted = weCom().encrypted(WeComSender.message(short32(), person, Instant.now()));
    WeComSender overheard = weCom();
    clock.advance(Duration.ofMinutes(11));

    assertThat(overheard.post(WeComSender.envelope(encrypted), encrypted).statusCode())
        .isEqualTo(403);
    assertThat(waiting()).isZero();
  }

  @Test
  void a_body_that_is_none_of_weComs_is_refused_and_leads_nowhere() {
    String encrypted = weCom().encrypted(WeComSender.message(short32(), person, Instant.now()));
    String good = WeComSender.envelope(encrypted);
    for (String bad :
        List.of(
            "",
            "<xml>",
            "<xml></xml>",
            "{\"encrypted\":\"x\"}",
            "encrypt=x",
            "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + good,
            "<!DOCTYPE xml [<!ENTITY e \"x\">]><xml><Encrypt>&e;</Encrypt></xml>")) {
      assertThat(weCom().post(bad, encrypted).statusCode()).as(bad).isEqualTo(400);
    }
    assertThat(weCom().post(good + " ".repeat(70_000), encrypted).statusCode()).isEqualTo(413);

    assertThat(waiting()).isZero();
    assertThat(balance()).isZero();
  }

  @Test
  void what_weCom_says_beside_messages_of_customers_is_taken_and_forgotten() {
    String message = WeComSender.message(short32(), person, Instant.now());
    for (String other :
        List.of(
            message.replace(person, "zhangsan"),
            message.replace("[text]", "[event]"),
            message.replaceAll("(?s)<ChatId>.*</ChatId>", ""),
            "no document",
            "<!DOCTYPE xml><xml/>")) {
      HttpResponse<String> answer = weCom().xml(other);

      assertThat(answer.statusCode()).as(other).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("success");
    }

    assertThat(waiting()).isZero();
    assertThat(balance()).isZero();
  }

  @Test
  void a_message_that_came_too_late_earns_nothing() {
    String id = short32();
    weCom().xml(WeComSender.message(id, person, Instant.now().minus(Duration.ofDays(32))));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                rows.count(
                        "wecom_notice WHERE handled_at > $1 AND once = " + onceOf(id),
                        Instant.EPOCH)
                    == 1);
    assertThat(balance()).isZero();
  }

  private static WeComSender weCom() {
    return WeComSender.to(
        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/"));
  }

  private void imported(String id) {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    Map<String, Object> message =
        Map.of(
            "messageId", id,
            "memberId", memberId,
            "sentAt", Instant.now().minusSeconds(1).toString());
    anonymous
        .as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .text("operatorLogin.accessToken"))
        .run(
            "importChatMessages",
            Map.of("messages", List.of(message), "idempotencyKey", Ids.next().toString()))
        .expectSuccess("importChatMessages");
  }

  private String onceOf(String id) {
    return "encode(sha256(convert_to(E'MESSAGE\\n%s\\n%s', 'UTF8')), 'hex')".formatted(person, id);
  }

  private long waiting() {
    return rows.count("wecom_notice WHERE external_user_id = $1", person);
  }

  private void awaitBalance(int points) {
    await().atMost(Duration.ofSeconds(20)).until(() -> balance() == points);
  }

  private long balance() {
    return rows.number(
        "SELECT coalesce(sum(balance), 0)::bigint FROM points_account WHERE member_id = $1",
        member());
  }

  private UUID member() {
    return Rows.uuid(memberId);
  }

  private static String short32() {
    return Ids.next().toString().replace("-", "");
  }
}

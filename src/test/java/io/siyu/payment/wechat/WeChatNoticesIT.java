package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.payment.wechat.WeChatShop.Order;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices of payment: each that may come, and how often it may. */
class WeChatNoticesIT extends NoticesScenario {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void a_notice_pays_once_however_often_it_comes(int times) {
    Order order = shop.prepaid();
    FakeNotice notice = FakeNotice.paid(weChat, weChat.trades().pay(order.number()));

    for (int i = 0; i < times; i++) {
      assertThat(notice.sendTo(instance(i))).as("the nonce is the same each time").isEqualTo(204);
    }

    assertThat(shop.status(order)).isEqualTo("PAID");
    assertThat(shop.history(order)).isEqualTo("OPEN PAID");
  }

  @Test
  void notices_that_come_to_both_instances_at_once_pay_once() {
    Order order = shop.prepaid();
    JsonObject trade = weChat.trades().pay(order.number());

    assertThat(together(20, i -> FakeNotice.paid(weChat, trade))).containsOnly(204);

    assertThat(shop.status(order)).isEqualTo("PAID");
    assertThat(shop.history(order)).isEqualTo("OPEN PAID");
  }

  @Test
  void a_notice_may_come_before_the_answer_to_prepay() {
    GraphQLClient member = cluster.instance(0).client().asMember("new:faster-than-the-answer");
    String id = shop.placed(member);
    int[] status = new int[1];
    weChat.instead(
        (exchange, ignored) -> {
          JsonObject asked = weChat.requests().get(weChat.requests().size() - 1).body();
          JsonObject trade = weChat.trades().paid(asked.copy(), Instant.now());
          status[0] = FakeNotice.paid(weChat, trade).sendTo(instance(1));
          weChat.signed(
              exchange, 200, "{\"prepay_id\":\"wx26" + asked.getString("out_trade_no") + "\"}");
        });

    member.run("payOrder", Map.of("orderId", id)).expectSuccess("payOrder");

    Order order = new Order(member, id, null);
    assertThat(status[0]).isEqualTo(204);
    assertThat(shop.status(order)).isEqualTo("PAID");
    assertThat(shop.history(order)).isEqualTo("OPEN PAID");
  }

  @Test
  void whoever_asks_to_pay_what_wechat_knows_as_paid_has_it_noted() {
    Order order = shop.prepaid();
    weChat.trades().pay(order.number());

    Answer again = order.member().run("payOrder", Map.of("orderId", order.id()));

    assertThat(again.userErrorCodes("payOrder")).containsExactly("ALREADY_PAID");
    assertThat(shop.history(order)).isEqualTo("OPEN PAID");
  }

  @Test
  void money_for_a_cancelled_order_is_taken_note_of_and_sent_back_once() {
    Order order = shop.prepaid();
    order.member().run("cancelOrder", Map.of("orderId", order.id())).expectSuccess("cancelOrder");
    assertThat(shop.payment(order)).isEqualTo("CLOSED");
    JsonObject trade = weChat.trades().paid(weChat.trades().trade(order.number()), Instant.now());

    assertThat(together(4, i -> FakeNotice.paid(weChat, trade))).containsOnly(204);

    assertThat(shop.history(order)).isEqualTo("OPEN CLOSED PAID_LATE");
    shop.eventually("the money is back", () -> "SUCCEEDED".equals(shop.refundMoney(order)));
    assertThat(shop.status(order)).isEqualTo("CANCELLED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_prepay_that_the_cancelling_overtook_makes_nothing_that_can_be_paid(boolean paid) {
    GraphQLClient member = cluster.instance(0).client().asMember("new:" + Ids.next());
    String id = shop.placed(member);
    Order order = new Order(member, id, shop.number(id));
    weChat.instead(
        (exchange, ignored) -> {
          JsonObject asked = weChat.requests().get(weChat.requests().size() - 1).body();
          member
              .at(instance(1))
              .run("cancelOrder", Map.of("orderId", id))
              .expectSuccess("cancelOrder");
          FakeTrades.Reply reply =
              weChat.trades().answer("POST", "/v3/pay/transactions/jsapi", asked.encode());
          if (paid) {
            weChat.trades().pay(order.number());
          }
          weChat.signed(exchange, reply.status(), reply.body());
        });

    Answer answer = member.run("payOrder", Map.of("orderId", id));

    assertThat(answer.userErrorCodes("payOrder")).containsExactly("NOT_PAYABLE");
    assertThat(weChat.trades().trade(order.number()).getString("trade_state"))
        .isEqualTo(paid ? "SUCCESS" : "CLOSED");
    assertThat(shop.history(order)).isEqualTo(paid ? "OPEN CLOSED PAID_LATE" : "OPEN CLOSED");
    assertThat(shop.status(order)).isEqualTo("CANCELLED");
    if (paid) {
      shop.eventually("the money is back", () -> "SUCCEEDED".equals(shop.refundMoney(order)));
    }
  }

  @Test
  void an_order_that_nobody_began_to_pay_ends_without_a_word_to_the_gateway() {
    GraphQLClient member = cluster.instance(0).client().asMember("new:" + Ids.next());
    String id = shop.placed(member);
    Order order = new Order(member, id, shop.number(id));

    member.run("cancelOrder", Map.of("orderId", id)).expectSuccess("cancelOrder");

    assertThat(shop.status(order)).isEqualTo("CANCELLED");
    assertThat(shop.history(order)).isEqualTo("OPEN CLOSED");
    assertThat(weChat.requests()).noneMatch(seen -> seen.uri().contains(order.number()));
    assertThat(member.run("payOrder", Map.of("orderId", id)).userErrorCodes("payOrder")).hasSize(1);
    assertThat(weChat.trades().trade(order.number())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"mchid, 1900000999", "appid, wxffffffffffffffff", "amount, USD"})
  void money_of_another_account_is_kept_for_operators_and_pays_nothing(String field, String value) {
    Order order = shop.prepaid();
    JsonObject trade = weChat.trades().pay(order.number());
    if (field.equals("amount")) {
      trade.getJsonObject("amount").put("currency", value);
    } else {
      trade.put(field, value);
    }

    assertThat(together(3, i -> FakeNotice.paid(weChat, trade))).containsOnly(204);

    assertThat(shop.mismatches(order.number())).isEqualTo("OTHER_ACCOUNT");
    assertThat(shop.history(order)).isEqualTo("OPEN");
  }

  @Test
  void an_order_whose_money_another_account_has_ends_in_time_though_no_notice_comes() {
    Order order = shop.prepaid();
    weChat.trades().pay(order.number());
    weChat.trades().trade(order.number()).put("appid", "wxffffffffffffffff");

    shop.passDeadline(order);

    shop.eventually("it is over", () -> shop.status(order).equals("CANCELLED"));
    assertThat(shop.mismatches(order.number())).isEqualTo("OTHER_ACCOUNT");
    assertThat(shop.history(order)).isEqualTo("OPEN CLOSED");
  }

  @Test
  void another_amount_and_an_unknown_order_are_kept_for_operators() {
    Order order = shop.prepaid();
    JsonObject less = weChat.trades().pay(order.number());
    less.getJsonObject("amount").put("total", 4999);
    JsonObject unknown = less.copy().put("out_trade_no", "of-an-order-that-is-not-here");

    assertThat(together(3, i -> FakeNotice.paid(weChat, less))).containsOnly(204);
    assertThat(FakeNotice.paid(weChat, unknown).sendTo(instance(0))).isEqualTo(204);

    assertThat(shop.mismatches(order.number())).isEqualTo("OTHER_AMOUNT");
    assertThat(shop.mismatches("of-an-order-that-is-not-here")).isEqualTo("UNKNOWN_TRADE");
    assertThat(shop.history(order)).isEqualTo("OPEN");
  }

  @ParameterizedTest
  @CsvSource({
    "body, wrong_signature",
    "Wechatpay-Nonce, wrong_signature",
    "Wechatpay-Signature, wrong_signature",
    "Wechatpay-Serial, unknown_key",
    "Wechatpay-Timestamp, stale",
    "missing, unsigned",
  })
  void what_wechat_did_not_sign_is_refused_counted_and_changes_nothing(
      String spoiled, String reason) {
    Order order = shop.prepaid();
    JsonObject trade = weChat.trades().pay(order.number());
    FakeNotice genuine = FakeNotice.paid(weChat, trade);
    Map<String, String> headers = new HashMap<>(genuine.headers());
    String body = genuine.body();
    switch (spoiled) {
      case "body" -> body = FakeNotice.paid(weChat, trade).body();
      case "missing" -> headers.remove("Wechatpay-Signature");
      case "Wechatpay-Timestamp" ->
          headers = new HashMap<>(weChat.signature(body, "nonce", Instant.now().minusSeconds(330)));
      case "Wechatpay-Serial" ->
          headers.put(spoiled, "PUB_KEY_ID_0000000000000000000000000000000001");
      default -> headers.put(spoiled, "WECHATPAY/SIGNTEST/" + headers.get(spoiled));
    }

    HttpResponse<String> answer = new FakeNotice(body, headers).send(instance(0));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(answer.body()).fieldNames()).containsExactly("code", "message");
    assertThat(shop.history(order)).isEqualTo("OPEN");
    assertThat(shop.mismatches(order.number())).isEmpty();
    assertThat(cluster.instance(0).page("/q/metrics"))
        .contains("siyu_wechatpay_notices_total{kind=\"refused\",outcome=\"" + reason + "\"}");
    assertThat(genuine.sendTo(instance(0))).as("the real one").isEqualTo(204);
    assertThat(shop.history(order)).isEqualTo("OPEN PAID");
  }

  @Test
  void a_notice_signed_for_a_platform_certificate_has_it_downloaded() {
    Order order = shop.prepaid();
    PlatformCertificate certificate = PlatformCertificate.valid();
    weChat.offer(certificate);
    FakeNotice before = FakeNotice.paid(weChat, weChat.trades().pay(order.number()));
    Map<String, String> headers =
        weChat.signatureOf(
            new FakeWeChatPay.Signer(certificate.serial(), certificate.key()), before.body());

    assertThat(new FakeNotice(before.body(), headers).sendTo(instance(1))).isEqualTo(204);

    assertThat(shop.history(order)).isEqualTo("OPEN PAID");
  }

  @Test
  void what_cannot_be_read_is_asked_for_again() {
    Order order = shop.prepaid();
    String trade = weChat.trades().pay(order.number()).encode();
    String event = "TRANSACTION.SUCCESS";
    for (String body :
        List.of(
            FakeNotice.envelope(
                event, WeChatKeys.sealed("another-api-v3-key-of-32-charact", "transaction", trade)),
            FakeNotice.envelope(
                event, WeChatKeys.sealed(WeChatKeys.API_V3_KEY, "transaction", "no JSON")),
            FakeNotice.envelope(
                event, WeChatKeys.sealed(WeChatKeys.API_V3_KEY, "transaction", "{}")),
            FakeNotice.envelope(event, null),
            "no JSON")) {
      assertThat(new FakeNotice(body, weChat.signature(body)).sendTo(instance(0))).isEqualTo(500);
    }
    assertThat(shop.history(order)).isEqualTo("OPEN");
    assertThat(cluster.instance(0).log())
        .noneMatch(line -> line.contains("openid") || line.contains(WeChatKeys.API_V3_KEY));
  }

  @Test
  void a_notice_about_something_else_is_no_failure_and_a_huge_one_is() {
    FakeNotice other =
        FakeNotice.of(weChat, "PAYSCORE.USER_PAID", "payscore", new JsonObject().put("a", 1));
    String huge = "x".repeat(70_000);

    assertThat(other.sendTo(instance(0))).isEqualTo(204);
    assertThat(new FakeNotice(huge, weChat.signature(huge)).sendTo(instance(0))).isEqualTo(413);
  }
}

package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentGateway.TradeRequest;
import io.siyu.payment.PaymentGateway.TradeState;
import io.siyu.payment.PrepayParameters;
import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call, each answer that WeChat documents for it, and how long it is tried. */
class WeChatGatewayTest extends WeChatPayScenario {

  @Test
  void a_prepay_asks_for_what_the_order_says_and_signs_what_the_phone_needs() {
    Instant expires = Instant.parse("2099-03-04T05:06:07.890Z");

    PrepayParameters parameters = await(gateway().prepay(order(expires)));

    assertThat(weChat.requests())
        .singleElement()
        .satisfies(
            seen ->
                assertThat(seen.body())
                    .isEqualTo(
                        new JsonObject()
                            .put("appid", FakeWeChatPay.APP_ID)
                            .put("mchid", FakeWeChatPay.MCH_ID)
                            .put("description", "三件 T恤")
                            .put("out_trade_no", number)
                            .put("time_expire", "2099-03-04T13:06:07+08:00")
                            .put("notify_url", "https://siyu.example.com/wechat-pay/notices")
                            .put(
                                "amount",
                                new JsonObject().put("currency", "CNY").put("total", 5000))
                            .put("payer", new JsonObject().put("openid", OPENID))));
    assertThat(weChat.requests().get(0).wantedKey()).isEqualTo(FakeWeChatPay.PUBLIC_KEY_ID);
    assertThat(parameters.packageValue()).isEqualTo("prepay_id=wx26" + number);
    assertThat(parameters.signType()).isEqualTo("RSA");
    assertThat(
            WeChatKeys.isSigned(
                weChat.merchant().getPublic(),
                String.join(
                    "\n",
                    FakeWeChatPay.APP_ID,
                    parameters.timeStamp(),
                    parameters.nonceStr(),
                    parameters.packageValue(),
                    ""),
                parameters.paySign()))
        .isTrue();
    assertThat(counted("prepay", "ok")).isEqualTo(1);
  }

  @Test
  void asking_again_is_for_the_same_trade_with_another_nonce() {
    WeChatGateway gateway = gateway();

    PrepayParameters first = await(gateway.prepay(order()));
    PrepayParameters second = await(gateway.prepay(order()));

    assertThat(second.packageValue()).isEqualTo(first.packageValue());
    assertThat(second.nonceStr()).isNotEqualTo(first.nonceStr());
    assertThat(weChat.requests().get(0).nonce()).isNotEqualTo(weChat.requests().get(1).nonce());
  }

  @Test
  void somebody_without_a_wechat_account_cannot_pay_and_wechat_is_not_asked() {
    TradeRequest request =
        new TradeRequest(
            number, UUID.randomUUID(), "x", Money.ofFen(1), Instant.now().plusSeconds(900));

    assertRefused("NOT_PAYABLE", request);
    assertThat(weChat.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ORDERPAID, ALREADY_PAID",
    "400, ORDER_CLOSED, NOT_PAYABLE",
    "403, USER_ACCOUNT_ABNORMAL, NOT_PAYABLE",
  })
  void a_prepay_that_cannot_be_is_refused_in_our_words(int status, String code, String refusal) {
    weChat.instead(FakeWeChatPay.error(status, code));

    assertRefused(refusal, order());
    assertThat(weChat.requests()).hasSize(1);
  }

  @Test
  void a_trade_that_ends_too_soon_for_wechat_is_over() {
    assertRefused("NOT_PAYABLE", order(Instant.now().plusSeconds(30)));
  }

  @Test
  void parameters_that_wechat_refuses_are_no_fault_of_the_member() {
    weChat.instead(FakeWeChatPay.error(400, "PARAM_ERROR"));

    assertProblem(Kind.BAD_PARAMETERS, () -> await(gateway().prepay(order())));
  }

  @Test
  void a_query_tells_what_became_of_a_trade() {
    WeChatGateway gateway = gateway();

    assertThat(await(gateway.query(number))).as("unknown").isNull();
    await(gateway.prepay(order()));
    assertThat(await(gateway.query(number)).state()).isEqualTo(TradeState.NOTPAY);
    JsonObject paid = weChat.trades().pay(number);
    assertThat(await(gateway.query(number)))
        .isEqualTo(
            new Trade(
                number,
                TradeState.SUCCESS,
                paid.getString("transaction_id"),
                Money.ofFen(5000),
                OffsetDateTime.parse(paid.getString("success_time")).toInstant()));
    assertThat(counted("query", "not_found")).isEqualTo(1);
  }

  @Test
  void a_trade_that_was_refunded_has_been_paid() {
    WeChatGateway gateway = gateway();
    await(gateway.prepay(order()));
    weChat.trades().pay(number);
    await(gateway.refund(refund("r1234567890123456789012")));

    assertThat(weChat.trades().trade(number).getString("trade_state")).isEqualTo("REFUND");
    assertThat(await(gateway.query(number)).state()).isEqualTo(TradeState.SUCCESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out_trade_no", "amount", "success_time", "trade_state"})
  void an_answer_about_something_else_is_not_believed(String field) {
    WeChatGateway gateway = gateway();
    await(gateway.prepay(order()));
    weChat.trades().pay(number);
    weChat.trades().trade(number).put(field, "1900000999");

    assertProblem(Kind.UNEXPECTED, () -> await(gateway.query(number)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mchid", "appid"})
  void money_of_another_account_is_told_as_not_ours(String field) {
    WeChatGateway gateway = gateway();
    await(gateway.prepay(order()));
    weChat.trades().pay(number);
    assertThat(await(gateway.query(number)).ours()).isTrue();

    weChat.trades().trade(number).put(field, "1900000999");

    assertThat(await(gateway.query(number)).ours()).isFalse();
  }

  @Test
  void closing_says_what_the_trade_is_afterwards() {
    WeChatGateway gateway = gateway();

    assertThat(await(gateway.close(number))).as("unknown").isEqualTo(TradeState.CLOSED);
    await(gateway.prepay(order()));
    assertThat(await(gateway.close(number))).isEqualTo(TradeState.CLOSED);
    weChat.instead(FakeWeChatPay.error(400, "ORDER_CLOSED"));
    assertThat(await(gateway.close(number))).as("closed before").isEqualTo(TradeState.CLOSED);
    weChat.instead(FakeWeChatPay.error(400, "ORDERPAID"));
    assertThat(await(gateway.close(number))).as("paid meanwhile").isEqualTo(TradeState.SUCCESS);
    assertRefused("NOT_PAYABLE", order());
  }

  @Test
  void a_refund_is_asked_for_once_however_often_it_is_sent() {
    WeChatGateway gateway = gateway();
    await(gateway.prepay(order()));
    weChat.trades().pay(number);
    String refundNumber = "r1234567890123456789012";

    assertThat(await(gateway.queryRefund(refundNumber))).as("unknown").isNull();
    assertThat(await(gateway.refund(refund(refundNumber)))).isEqualTo(RefundAnswer.SUCCESS);
    assertThat(await(gateway.refund(refund(refundNumber)))).isEqualTo(RefundAnswer.SUCCESS);

    assertThat(await(gateway.queryRefund(refundNumber))).isEqualTo(RefundAnswer.SUCCESS);
    assertThat(weChat.trades().refunded()).isEqualTo(2000);
    assertThat(weChat.trades().refund(refundNumber).getJsonObject("amount"))
        .isEqualTo(new JsonObject().put("currency", "CNY").put("refund", 2000).put("total", 5000));
    assertThat(weChat.trades().refund(refundNumber).getString("reason")).isEqualTo("少发一件");
  }

  @ParameterizedTest
  @CsvSource({"PROCESSING, PROCESSING", "CLOSED, ABNORMAL", "ABNORMAL, ABNORMAL"})
  void a_refund_takes_time_or_fails(String status, RefundAnswer answer) {
    WeChatGateway gateway = gateway();
    await(gateway.prepay(order()));
    weChat.trades().pay(number);
    weChat.trades().setRefundStatus(status);

    assertThat(await(gateway.refund(refund("r1234567890123456789012")))).isEqualTo(answer);
    assertThat(await(gateway.queryRefund("r1234567890123456789012"))).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"400, INVALID_REQUEST", "403, USER_ACCOUNT_ABNORMAL"})
  void a_refund_that_wechat_refuses_for_good_waits_for_an_operator(int status, String code) {
    weChat.instead(FakeWeChatPay.error(status, code));

    assertThat(await(gateway().refund(refund("r1")))).isEqualTo(RefundAnswer.ABNORMAL);
  }

  @ParameterizedTest
  @CsvSource({
    "403, NOT_ENOUGH, NOT_ENOUGH",
    "400, PARAM_ERROR, BAD_PARAMETERS",
    "404, RESOURCE_NOT_EXISTS, NOT_FOUND",
    "429, FREQUENCY_LIMITED, LIMITED",
    "403, RULE_LIMIT, LIMITED",
    "401, SIGN_ERROR, MISCONFIGURED",
    "403, NO_AUTH, MISCONFIGURED",
    "404, MCH_NOT_EXISTS, MISCONFIGURED",
    "418, TEAPOT, UNEXPECTED",
  })
  void what_may_go_better_later_is_not_asked_again_at_once(int status, String code, Kind kind) {
    weChat.instead(FakeWeChatPay.error(status, code));

    assertProblem(kind, () -> await(gateway().refund(refund("r1"))));
    assertThat(weChat.requests()).hasSize(1);
    assertThat(counted("refund", kind.name().toLowerCase(java.util.Locale.ROOT))).isEqualTo(1);
  }

  @Test
  void what_passes_is_asked_again_and_so_is_a_lost_answer() {
    weChat.instead(
        FakeWeChatPay.error(500, "SYSTEM_ERROR"), (exchange, ignored) -> exchange.close());

    PrepayParameters parameters = await(gateway().prepay(order()));

    assertThat(parameters.packageValue()).endsWith(number);
    assertThat(weChat.requests()).hasSize(3);
  }

  @Test
  void attempts_are_limited() {
    FakeWeChatPay.Instead busy = FakeWeChatPay.error(503, "SYSTEM_ERROR");
    weChat.instead(busy, busy, busy, busy);

    assertThatThrownBy(() -> await(gateway().query(number)))
        .isInstanceOfSatisfying(
            WeChatPayProblem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Kind.BUSY);
              assertThat(problem.category()).isEqualTo(ErrorCategory.UNAVAILABLE);
              assertThat(problem.getMessage()).doesNotContain(number, "SYSTEM_ERROR");
            });
    assertThat(weChat.requests()).hasSize(3);
  }

  @Test
  void a_slow_answer_is_given_up() {
    weChat.instead(
        (exchange, ignored) -> {
          // Never answered; the server is stopped at the test's end.
        });

    assertProblem(
        Kind.TIMED_OUT,
        () ->
            await(
                gateway(
                        settings -> {
                          settings.put("siyu.wechat-pay.read-timeout", "300ms");
                          settings.put("siyu.wechat-pay.attempts", "1");
                        })
                    .query(number)));
  }

  @Test
  void nobody_there_is_unreachable() {
    weChat.close();

    assertProblem(Kind.UNREACHABLE, () -> await(gateway().query(number)));
  }

  private void assertRefused(String code, TradeRequest request) {
    assertThatThrownBy(() -> await(gateway().prepay(request)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

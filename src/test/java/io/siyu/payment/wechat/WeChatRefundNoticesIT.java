package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.payment.wechat.WeChatShop.Order;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices of refunds: each that may come, and how often it may. */
class WeChatRefundNoticesIT extends NoticesScenario {

  @Test
  void a_refund_is_settled_once_by_its_notices() {
    weChat.trades().setRefundStatus("PROCESSING");
    Order order = shop.paid();
    String number = shop.refundAskedFor(order);
    assertThat(shop.refundMoney(order)).isNotEqualTo("SUCCEEDED");
    JsonObject refund = weChat.trades().refund(number);

    assertThat(together(6, i -> FakeNotice.refunded(weChat, refund, "SUCCESS"))).containsOnly(204);

    assertThat(shop.refundMoney(order)).isEqualTo("SUCCEEDED");
    assertThat(shop.refund(order)).isEqualTo("SUCCEEDED");
    assertThat(shop.mismatches(number)).isEmpty();
    assertThat(FakeNotice.refunded(weChat, refund, "ABNORMAL").sendTo(instance(0))).isEqualTo(204);
    assertThat(shop.mismatches(number)).as("which contradicts").isEqualTo("OTHER_OUTCOME");
    assertThat(shop.refundMoney(order)).isEqualTo("SUCCEEDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABNORMAL", "CLOSED"})
  void a_refund_that_fails_waits_for_an_operator_and_stays_refused(String status) {
    weChat.trades().setRefundStatus("PROCESSING");
    Order order = shop.paid();
    String number = shop.refundAskedFor(order);
    JsonObject refund = weChat.trades().refund(number);

    assertThat(FakeNotice.refunded(weChat, refund, status).sendTo(instance(0))).isEqualTo(204);
    assertThat(FakeNotice.refunded(weChat, refund, status).sendTo(instance(1))).isEqualTo(204);

    assertThat(shop.refundMoney(order)).isEqualTo("REFUSED");
    assertThat(FakeNotice.refunded(weChat, refund, "SUCCESS").sendTo(instance(1))).isEqualTo(204);
    assertThat(shop.refundMoney(order)).as("a final state").isEqualTo("REFUSED");
    assertThat(shop.mismatches(number)).isEqualTo("OTHER_OUTCOME");
  }

  @Test
  void notices_that_contradict_each_other_at_once_leave_one_outcome_and_a_mismatch() {
    weChat.trades().setRefundStatus("PROCESSING");
    for (int round = 0; round < 4; round++) {
      Order order = shop.paid();
      String number = shop.refundAskedFor(order);
      JsonObject refund = weChat.trades().refund(number);

      assertThat(
              together(
                  8, i -> FakeNotice.refunded(weChat, refund, i % 4 < 2 ? "SUCCESS" : "ABNORMAL")))
          .containsOnly(204);

      assertThat(shop.refundMoney(order)).isEqualTo(shop.refund(order)).isNotEqualTo("REQUESTED");
      assertThat(shop.mismatches(number)).isEqualTo("OTHER_OUTCOME");
    }
  }

  @Test
  void a_refund_that_fits_none_of_ours_is_kept_for_operators() {
    weChat.trades().setRefundStatus("PROCESSING");
    Order order = shop.paid();
    String number = shop.refundAskedFor(order);
    JsonObject refund = weChat.trades().refund(number);
    JsonObject more = refund.copy();
    more.getJsonObject("amount").put("refund", 4000);
    JsonObject unknown = refund.copy().put("out_refund_no", "made-in-the-console-1");

    assertThat(FakeNotice.refunded(weChat, more, "SUCCESS").sendTo(instance(0))).isEqualTo(204);
    assertThat(together(3, i -> FakeNotice.refunded(weChat, unknown, "SUCCESS"))).containsOnly(204);

    assertThat(shop.mismatches(number)).isEqualTo("OTHER_AMOUNT");
    assertThat(shop.mismatches("made-in-the-console-1")).isEqualTo("UNKNOWN_REFUND");
    assertThat(shop.refund(order)).isEqualTo("REQUESTED");
  }
}

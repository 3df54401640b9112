package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.SandboxBehaviour;
import io.siyu.payment.SandboxPayments;
import io.siyu.payment.SandboxRefundAnswer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which news of a refund can come, as docs/payments.md lists them. */
@QuarkusTest
class RefundCasesTest {

  private static final List<Integer> AT_ONCE = List.of(0);

  @Inject OrderFixture fixture;
  @Inject MoneyAtTheGateway money;
  @Inject OrderService orders;
  @Inject SandboxPayments sandbox;

  private UUID id;

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void however_often_a_refund_is_told_the_money_goes_back_once(int notices) {
    refunded(
        new SandboxBehaviour(
            AT_ONCE, null, SandboxRefundAnswer.SUCCESS, 600, Collections.nCopies(notices, 0)));
    assertThat(money.refundState(id)).isEqualTo("REQUESTED REQUESTED");

    money.tellEverything(id);
    if (notices == 0) {
      askGateway();
    }

    assertThat(money.refundState(id)).isEqualTo("SUCCEEDED SUCCEEDED");
    assertThat(money.told(id)).isEqualTo(1 + notices);
    money.assertAccountedFor(id);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_refund_that_fails_after_a_while_waits_for_an_operator(int notices) {
    refunded(
        new SandboxBehaviour(
            AT_ONCE, null, SandboxRefundAnswer.ABNORMAL, 600, Collections.nCopies(notices, 0)));

    money.tellEverything(id);
    if (notices == 0) {
      askGateway();
    }

    assertThat(money.refundState(id)).isEqualTo("REFUSED REFUSED");
    assertThat(fixture.status(id)).as("never un-reversed").isEqualTo(OrderStatus.REFUNDED);
  }

  @Test
  void news_of_the_refund_that_comes_before_that_of_the_payment_is_no_problem() {
    id = fixture.place(order(fixture.member(), fixture.sku(5000, 10), 1, List.of(), 0));
    await(
        sandbox.pay(
            id,
            new SandboxBehaviour(
                List.of(1200, 1200), null, SandboxRefundAnswer.SUCCESS, 0, List.of(0, 0))));
    fixture.change("UPDATE payment SET query_at = now() WHERE order_id = $1", id);
    fixture.runJob("payment-reconciliation");
    requestRefund();
    await("the refund's notices are told")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              fixture.runJob("sandbox-notices");
              return money.told(id) == 2;
            });
    assertThat(money.untold(id)).as("those of the payment").isEqualTo(2);

    money.tellEverything(id);

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(fixture.history(id))
        .containsExactly(">PENDING_PAYMENT", "PENDING_PAYMENT>PAID", "PAID>REFUNDED");
    money.assertAccountedFor(id);
  }

  @Test
  void another_amount_than_was_asked_for_waits_for_an_operator() {
    refunded(slow(SandboxRefundAnswer.SUCCESS));

    money.tellOfRefund(id, RefundAnswer.SUCCESS, 4999);
    money.tellOfRefund(id, RefundAnswer.SUCCESS, 4999);

    assertThat(money.mismatches(id)).isEqualTo("OTHER_AMOUNT 4999");
    assertThat(money.refundState(id)).isEqualTo("REQUESTED REQUESTED");
  }

  @Test
  void a_refund_that_is_none_of_ours_waits_for_an_operator() {
    refunded(slow(SandboxRefundAnswer.SUCCESS));

    money.tellOfForeignRefund(id, 300);
    money.tellOfForeignRefund(id, 300);

    assertThat(money.mismatches(id)).isEqualTo("UNKNOWN_REFUND 300");
    assertThat(money.refundState(id)).isEqualTo("REQUESTED REQUESTED");
  }

  @Test
  void money_that_goes_back_after_a_refusal_waits_for_an_operator() {
    refunded(slow(SandboxRefundAnswer.ABNORMAL));
    money.tellOfRefund(id, RefundAnswer.ABNORMAL, 5000);
    assertThat(money.refundState(id)).isEqualTo("REFUSED REFUSED");

    money.tellOfRefund(id, RefundAnswer.SUCCESS, 5000);
    money.tellOfRefund(id, RefundAnswer.ABNORMAL, 5000);

    assertThat(money.refundState(id)).isEqualTo("REFUSED REFUSED");
    assertThat(money.mismatches(id)).isEqualTo("OTHER_OUTCOME 5000");
  }

  private static SandboxBehaviour slow(SandboxRefundAnswer answer) {
    return new SandboxBehaviour(AT_ONCE, null, answer, 86_400, List.of());
  }

  private void refunded(SandboxBehaviour behaviour) {
    id = fixture.place(order(fixture.member(), fixture.sku(5000, 10), 1, List.of(), 0));
    await(sandbox.pay(id, behaviour));
    requestRefund();
  }

  private void requestRefund() {
    UUID member =
        UUID.fromString(
            fixture.text("SELECT member_id::text FROM customer_order WHERE id = $1", id));
    await(orders.requestRefund(member, id, "k"));
    await("the gateway was asked")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                fixture.number(
                        "SELECT count(*) FROM sandbox_refund WHERE out_refund_no = $1",
                        money.refund(id).replace("-", ""))
                    == 1);
  }

  private void askGateway() {
    fixture.change("UPDATE refund SET query_at = now() WHERE payment_id = $1", fixture.payment(id));
    fixture.runJob("refund-reconciliation");
  }
}

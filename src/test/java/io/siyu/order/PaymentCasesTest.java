package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.payment.LateNotices;
import io.siyu.payment.SandboxBehaviour;
import io.siyu.payment.SandboxPayments;
import io.siyu.payment.SandboxRefundAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which news of a payment can come, as docs/payments.md lists them. */
@QuarkusTest
class PaymentCasesTest {

  private static final List<Integer> LOST = List.of();
  private static final List<Integer> LATE = List.of(1200);

  @Inject OrderFixture fixture;
  @Inject MoneyAtTheGateway money;
  @Inject OrderService orders;
  @Inject OrderCheckout checkout;
  @Inject SandboxPayments sandbox;
  @Inject LateNotices gateway;

  private UUID id;

  @AfterEach
  void money_and_state_agree() {
    money.assertAccountedFor(id);
    fixture.assertBooksBalance();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void however_often_a_payment_is_told_the_order_is_paid_once(int notices) {
    UUID sku = place();

    await(sandbox.pay(id, SandboxBehaviour.telling(Collections.nCopies(notices, 0))));
    money.tellEverything(id);
    askGateway();

    assertThat(money.told(id)).isEqualTo(notices);
    assertPaidOnce(sku);
  }

  @Test
  void a_notice_that_comes_before_prepay_has_answered_pays_the_order() {
    for (int i = 0; i < 20; i++) {
      UUID member = fixture.member();
      UUID sku = fixture.sku(5000, 10);
      id = fixture.placed(member, sku, 1);

      Uni<Void> prepay =
          checkout.prepay(member, id).replaceWithVoid().onFailure(Refusal.class).recoverWithNull();
      await(Uni.join().all(prepay, gateway.paid(id)).andFailFast());

      assertPaidOnce(sku);
      money.assertAccountedFor(id);
    }
    assertThatThrownBy(() -> await(checkout.prepay(memberOf(id), id)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ALREADY_PAID"));
  }

  @Test
  void who_paid_cannot_cancel_although_no_notice_came_yet() {
    UUID sku = place();
    await(sandbox.pay(id, SandboxBehaviour.telling(LATE)));

    assertThatThrownBy(() -> await(orders.cancel(memberOf(id), id)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ALREADY_PAID"));
    money.tellEverything(id);

    assertPaidOnce(sku);
  }

  @Test
  void money_that_comes_after_the_cancelling_goes_back() {
    UUID sku = place();
    await(orders.cancel(memberOf(id), id));

    await(gateway.paid(id));

    assertCancelledAndGivenBack(sku);
  }

  @Test
  void money_that_comes_after_the_timeout_goes_back() {
    UUID sku = place();
    timeOut();
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.CANCELLED);

    await(gateway.paid(id));
    await(gateway.paid(id));

    assertCancelledAndGivenBack(sku);
  }

  @Test
  void an_order_paid_in_time_is_paid_however_late_the_notice_comes() {
    UUID sku = place();
    await(sandbox.pay(id, SandboxBehaviour.telling(LATE)));

    timeOut();
    assertPaidOnce(sku);
    money.tellEverything(id);

    assertPaidOnce(sku);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM customer_order o
                JOIN sandbox_trade t ON t.out_trade_no = replace(o.payment_id::text, '-', '')
                WHERE o.id = $1 AND o.paid_at = t.paid_at""",
                id))
        .as("paid at the gateway's time")
        .isEqualTo(1);
  }

  @Test
  void money_of_another_amount_waits_for_an_operator_and_the_order_times_out() {
    UUID sku = place();
    await(
        sandbox.pay(
            id,
            new SandboxBehaviour(List.of(0, 0), 1L, SandboxRefundAnswer.SUCCESS, null, List.of())));
    money.tellEverything(id);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);

    timeOut();
    askGateway();

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(fixture.paymentState(id)).isEqualTo("CLOSED");
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(money.mismatches(id)).isEqualTo("OTHER_AMOUNT 1");
  }

  @Test
  void money_for_nobody_waits_for_an_operator() {
    UUID sku = place();

    await(gateway.paidForNobody());
    await(gateway.paidForNobody());

    assertThat(
            fixture.number(
                "SELECT count(*) FROM payment_mismatch WHERE kind = 'UNKNOWN_TRADE'"
                    + " AND transaction_id = 'unknown'"))
        .isEqualTo(1);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    assertThat(fixture.stock(sku)).isEqualTo(9);
  }

  @Test
  void a_paid_order_that_is_paid_once_more_waits_for_an_operator() {
    UUID sku = place();
    await(sandbox.pay(id));

    await(gateway.paidOnceMore(id));
    await(gateway.paidOnceMore(id));

    assertThat(money.mismatches(id)).isEqualTo("PAID_TWICE 5000");
    assertPaidOnce(sku);
  }

  @Test
  void a_notice_on_its_way_while_the_instance_dies_is_told_by_the_job() {
    UUID sku = place();
    await(sandbox.pay(id, SandboxBehaviour.telling(List.of(1))));
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);

    money.tellEverything(id);

    assertPaidOnce(sku);
  }

  private UUID place() {
    UUID sku = fixture.sku(5000, 10);
    id = fixture.place(order(fixture.member(), sku, 1, List.of(), 0));
    return sku;
  }

  private UUID memberOf(UUID order) {
    return UUID.fromString(
        fixture.text("SELECT member_id::text FROM customer_order WHERE id = $1", order));
  }

  private void timeOut() {
    fixture.overdue(id);
    fixture.runJob("order-payment-timeout");
  }

  private void askGateway() {
    fixture.change("UPDATE payment SET query_at = now() WHERE order_id = $1", id);
    fixture.runJob("payment-reconciliation");
  }

  private void assertPaidOnce(UUID sku) {
    assertThat(fixture.history(id)).containsExactly(">PENDING_PAYMENT", "PENDING_PAYMENT>PAID");
    assertThat(fixture.paymentState(id)).isEqualTo("PAID");
    assertThat(fixture.stock(sku)).isEqualTo(9);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM outbox_message
                WHERE handler = 'event' AND unique_key = 'order.rewardsOnPaid:OrderPaid:' || $1::text""",
                id.toString()))
        .isEqualTo(1);
  }

  private void assertCancelledAndGivenBack(UUID sku) {
    org.awaitility.Awaitility.await("the money is back")
        .atMost(Duration.ofSeconds(30))
        .until(() -> "SUCCEEDED SUCCEEDED".equals(money.refundState(id)));
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(fixture.paymentState(id)).isEqualTo("PAID_LATE");
    assertThat(fixture.stock(sku)).isEqualTo(10);
  }
}

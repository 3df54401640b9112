package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static io.siyu.order.OrderFixture.pickUp;
import static io.siyu.order.OrderFixture.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.payment.LateNotices;
import io.siyu.payment.PaymentService;
import io.siyu.payment.SandboxPayments;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderPaymentTest {

  @Inject OrderFixture fixture;
  @Inject OrderService orders;
  @Inject OrderCheckout checkout;
  @Inject OrderCancellation cancellation;
  @Inject PaymentService payments;
  @Inject SandboxPayments sandbox;
  @Inject LateNotices gateway;

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
  }

  @Test
  void a_paid_order_uses_its_coupon_and_says_when_it_was_paid() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 500);
    UUID id = fixture.place(order(member, fixture.sku(5000, 10), 1, List.of(coupon), 0));

    await(sandbox.pay(id));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    assertThat(fixture.history(id)).containsExactly(">PENDING_PAYMENT", "PENDING_PAYMENT>PAID");
    assertThat(fixture.paymentState(id)).isEqualTo("PAID");
    assertThat(fixture.couponStatus(coupon)).isEqualTo("USED");
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM customer_order o JOIN payment p ON p.id = o.payment_id
                WHERE o.id = $1 AND o.paid_at = p.paid_at""",
                id))
        .isEqualTo(1);
  }

  @Test
  void a_notice_that_comes_many_times_pays_once() {
    UUID id = fixture.placed(fixture.member(), fixture.sku(5000, 10), 1);

    together(IntStream.range(0, 20).mapToObj(i -> sandbox.pay(id)).toList());
    await(sandbox.pay(id));

    assertThat(fixture.history(id)).containsExactly(">PENDING_PAYMENT", "PENDING_PAYMENT>PAID");
    assertThat(paidEvents(id)).isEqualTo(1);
  }

  @Test
  void a_notice_for_a_cancelled_order_is_accepted_and_refunded() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.place(order(member, sku, 1, List.of(coupon), 0));
    await(orders.cancel(member, id));

    await(gateway.paid(id));
    await(gateway.paid(id));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(fixture.paymentState(id)).isEqualTo("PAID_LATE");
    await("the money is back")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(sandboxRefunds(id)).isEqualTo(4500));
    await("and on record")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(fixture.text("SELECT money FROM order_refund WHERE order_id = $1", id))
                    .isEqualTo("SUCCEEDED"));
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("ISSUED");
    assertThat(paidEvents(id)).isZero();
  }

  @Test
  void money_that_fits_no_payment_is_kept_for_operators_and_changes_nothing_else() {
    UUID id = fixture.placed(fixture.member(), fixture.sku(5000, 10), 1);

    await(gateway.paidForNobody());
    await(gateway.paid(id, 1));
    await(gateway.paid(id, 1));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    assertThat(fixture.paymentState(id)).isEqualTo("OPEN");
    assertThat(
            fixture.text(
                "SELECT string_agg(kind || ' ' || taken_fen, ',') FROM payment_mismatch m"
                    + " JOIN payment p ON p.id = m.payment_id WHERE p.order_id = $1",
                id))
        .isEqualTo("OTHER_AMOUNT 1");
    assertThat(
            fixture.text("SELECT kind FROM payment_mismatch WHERE transaction_id = $1", "unknown"))
        .isEqualTo("UNKNOWN_TRADE");
  }

  @Test
  void an_unpaid_order_is_cancelled_in_time_and_gives_everything_back() {
    UUID member = fixture.memberWithPoints(1000);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.place(order(member, sku, 2, List.of(coupon), 300));
    await(checkout.prepay(member, id));
    fixture.overdue(id);

    fixture.runJob("order-payment-timeout");
    fixture.runJob("order-payment-timeout");

    assertThat(fixture.history(id))
        .containsExactly(">PENDING_PAYMENT", "PENDING_PAYMENT>CANCELLED");
    assertThat(fixture.paymentState(id)).isEqualTo("CLOSED");
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("ISSUED");
    assertThat(fixture.balance(member)).isEqualTo(1000);
    assertThatThrownBy(() -> await(sandbox.pay(id)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_PAYABLE"));
  }

  @Test
  void an_overdue_order_that_was_paid_at_the_gateway_is_a_paid_order() {
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.placed(fixture.member(), sku, 1);
    await(sandbox.payWithoutNotice(id));
    fixture.overdue(id);

    fixture.runJob("order-payment-timeout");

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    assertThat(fixture.stock(sku)).isEqualTo(9);
  }

  @Test
  void a_lost_notice_is_made_up_for_by_asking_the_gateway() {
    UUID id = fixture.placed(fixture.member(), fixture.sku(5000, 10), 1);
    await(sandbox.payWithoutNotice(id));
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    fixture.change("UPDATE payment SET query_at = now() WHERE order_id = $1", id);

    fixture.runJob("payment-reconciliation");

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void a_crash_between_closing_and_cancelling_is_made_up_for_by_the_next_run() {
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.placed(fixture.member(), sku, 1);
    await(payments.close(fixture.payment(id)));
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    fixture.overdue(id);

    fixture.runJob("order-payment-timeout");

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(fixture.stock(sku)).isEqualTo(10);
  }

  @Test
  void money_that_comes_between_closing_and_cancelling_pays_the_order() {
    UUID id = fixture.placed(fixture.member(), fixture.sku(5000, 10), 1);
    await(payments.close(fixture.payment(id)));

    await(gateway.paid(id));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    assertThat(await(cancellation.cancel(id, "TEST"))).isEqualTo(CancelResult.ALREADY_PAID);
  }

  @Test
  void paying_and_timing_out_at_once_end_in_one_of_both() {
    int orderCount = 60;
    UUID sku = fixture.sku(5000, 100);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < orderCount; i++) {
      UUID member = fixture.member();
      ids.add(fixture.placed(member, sku, 1));
      await(checkout.prepay(member, ids.get(i)));
    }

    List<Uni<Void>> work = new ArrayList<>();
    for (int i = 0; i < orderCount; i++) {
      UUID id = ids.get(i);
      work.add(sandbox.pay(id).onFailure().recoverWithNull());
      // Spread, so that the close meets every moment of a payment.
      work.add(
          Uni.createFrom()
              .voidItem()
              .onItem()
              .delayIt()
              .by(Duration.ofMillis(1 + 4 * i))
              .chain(() -> cancellation.cancel(id, "PAYMENT_TIMEOUT"))
              .onFailure()
              .recoverWithNull()
              .replaceWithVoid());
    }
    await(Uni.join().all(work).andFailFast());

    long paid = ids.stream().filter(id -> fixture.status(id) == OrderStatus.PAID).count();
    long cancelled = ids.stream().filter(id -> fixture.status(id) == OrderStatus.CANCELLED).count();
    assertThat(paid + cancelled).isEqualTo(orderCount);
    assertThat(fixture.stock(sku)).isEqualTo(100 - paid);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM sandbox_trade
                WHERE state = 'SUCCESS' AND out_trade_no = ANY (
                  SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = ANY($1))""",
                ids))
        .as("money was taken for paid orders alone")
        .isEqualTo(paid);
  }

  @Test
  void a_paid_order_is_not_cancelled_and_a_cancelled_one_stays_so() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    UUID paid = fixture.paid(pickUp(member, sku, 1));
    UUID cancelled = fixture.placed(member, sku, 1);
    await(orders.cancel(member, cancelled));
    await(orders.cancel(member, cancelled));

    assertThatThrownBy(() -> await(orders.cancel(member, paid)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ALREADY_PAID"));
    assertThatThrownBy(() -> await(checkout.prepay(member, cancelled)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_PAYABLE"));
    assertThatThrownBy(() -> await(checkout.prepay(member, paid)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ALREADY_PAID"));
    assertThat(fixture.stock(sku)).isEqualTo(9);
  }

  private long paidEvents(UUID id) {
    return fixture.number(
        """
        SELECT count(*) FROM outbox_message
        WHERE handler = 'event' AND unique_key = 'order.rewardsOnPaid:OrderPaid:' || $1::text""",
        id.toString());
  }

  private long sandboxRefunds(UUID id) {
    return fixture.number(
        """
        SELECT coalesce(sum(r.amount_fen), 0)::bigint FROM sandbox_refund r
        WHERE r.out_trade_no =
          (SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1)""",
        id);
  }
}

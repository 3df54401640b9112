package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static io.siyu.order.OrderFixture.pickUp;
import static io.siyu.order.OrderFixture.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.points.PointsReconciliation;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderRefundTest {

  @Inject OrderFixture fixture;
  @Inject OrderService orders;
  @Inject OrderRefunds refunds;
  @Inject OrderFulfilment fulfilment;
  @Inject RewardsOnOrderPaid onPaid;
  @Inject Database database;
  @Inject PointsReconciliation pointsReconciliation;

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
  }

  @Test
  void a_refund_reverses_stock_coupon_points_and_growth_at_once_and_the_money_follows() {
    UUID member = fixture.memberWithPoints(1000);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.completed(order(member, sku, 2, List.of(coupon), 300));
    awaitRewards(member, 700 + 92, 92);

    await(fulfilment.refund(Ids.next(), id, "damaged", null, Ids.next().toString()));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("ISSUED");
    assertThat(fixture.balance(member)).isEqualTo(1000);
    assertThat(fixture.growth(member)).isZero();
    awaitMoney(id, "SUCCEEDED");
    assertThat(fixture.number("SELECT refunded_fen FROM payment WHERE order_id = $1", id))
        .isEqualTo(9200);
    assertThat(
            fixture.number(
                "SELECT sum(paid_fen - refunded_fen)::bigint FROM order_line WHERE order_id = $1",
                id))
        .isZero();
  }

  @Test
  void twenty_concurrent_refunds_are_one() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.paid(pickUp(member, sku, 1));

    List<UUID> answers =
        together(
            IntStream.range(0, 20)
                .mapToObj(i -> orders.requestRefund(member, id, Ids.next().toString()))
                .toList());

    assertThat(answers).allMatch(Objects::nonNull);
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.number("SELECT count(*) FROM order_refund WHERE order_id = $1", id))
        .isEqualTo(1);
    awaitMoney(id, "SUCCEEDED");
    assertThat(sandboxRefunds(id)).isEqualTo(1);
  }

  @Test
  void an_order_on_its_way_is_not_refunded_by_the_member() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.paid(pickUp(member, sku, 1));
    await(fulfilment.markReady(Ids.next(), id));

    assertThatThrownBy(() -> await(orders.requestRefund(member, id, "k")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_REFUNDABLE"));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.READY_FOR_PICKUP);
    assertThat(fixture.stock(sku)).isEqualTo(9);
  }

  @Test
  void a_refund_that_the_gateway_refuses_is_kept_for_staff_and_never_taken_back() {
    UUID member = fixture.member();
    UUID id = fixture.paid(pickUp(member, fixture.sku(5000, 10), 1));
    answerRefunds(id, "ABNORMAL");

    await(orders.requestRefund(member, id, "k"));

    awaitMoney(id, "REFUSED");
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(fixture.text(REFUND_STATE, id)).isEqualTo("REFUSED");
  }

  @Test
  void a_refund_that_takes_the_gateway_long_is_settled_by_the_job() {
    UUID member = fixture.member();
    UUID id = fixture.paid(pickUp(member, fixture.sku(5000, 10), 1));
    answerRefunds(id, "PROCESSING");
    await(orders.requestRefund(member, id, "k"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(sandboxRefunds(id)).isEqualTo(1));
    assertThat(fixture.text(REFUND_STATE, id)).isEqualTo("REQUESTED");

    fixture.change(
        "UPDATE sandbox_refund SET state = 'SUCCESS' WHERE out_trade_no = "
            + "(SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1)",
        id);
    fixture.change("UPDATE refund SET query_at = now() WHERE payment_id = $1", fixture.payment(id));
    fixture.runJob("refund-reconciliation");

    awaitMoney(id, "SUCCEEDED");
    assertThat(sandboxRefunds(id)).isEqualTo(1);
  }

  @Test
  void partial_refunds_happen_once_per_key_and_never_exceed_what_was_paid() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(3900, 10);
    UUID id = fixture.paid(pickUp(member, sku, 1));

    part(id, "ladder", 400);
    part(id, "ladder", 400);
    assertThatThrownBy(() -> part(id, "more", 3501))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("REFUND_EXCEEDS_PAID"));

    assertThat(fixture.number("SELECT refunded_fen FROM customer_order WHERE id = $1", id))
        .isEqualTo(400);
    assertThat(fixture.number("SELECT refunded_fen FROM order_line WHERE order_id = $1", id))
        .isEqualTo(400);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    assertThat(fixture.stock(sku)).isEqualTo(9);

    await(orders.requestRefund(member, id, "k"));

    assertThat(
            fixture.number(
                "SELECT sum(amount_fen)::bigint FROM order_refund WHERE order_id = $1", id))
        .isEqualTo(3900);
    part(id, "after", 100);
    assertThat(fixture.number("SELECT refunded_fen FROM payment WHERE order_id = $1", id))
        .isEqualTo(3900);
  }

  @Test
  void twenty_concurrent_partial_refunds_stay_within_what_was_paid() {
    UUID id = fixture.paid(pickUp(fixture.member(), fixture.sku(1000, 10), 1));

    together(
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    database.transaction(
                        () -> refunds.refundPart(id, "part-" + i, Money.ofFen(300), "TEST")))
            .toList());

    assertThat(fixture.number("SELECT refunded_fen FROM customer_order WHERE id = $1", id))
        .isEqualTo(900);
    assertThat(fixture.number("SELECT count(*) FROM order_refund WHERE order_id = $1", id))
        .isEqualTo(3);
  }

  @Test
  void a_refund_before_the_earning_leaves_nothing() {
    UUID member = fixture.member();
    UUID id = fixture.paid(pickUp(member, fixture.sku(5000, 10), 1));
    await(orders.requestRefund(member, id, "k"));

    fixture.inTransaction(() -> onPaid.on(paidEvent(member, id)));

    assertThat(
            fixture.number(
                """
                SELECT coalesce(sum(remaining), 0)::bigint FROM points_lot
                WHERE member_id = $1 AND state IN ('PENDING', 'ACTIVE')""",
                member))
        .isZero();
  }

  @Test
  void points_are_pending_until_the_order_completes() {
    UUID member = fixture.member();
    UUID id = fixture.paid(pickUp(member, fixture.sku(5099, 10), 1));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        fixture.number(
                            """
                            SELECT coalesce(sum(remaining), 0)::bigint FROM points_lot
                            WHERE member_id = $1 AND state = 'PENDING'""",
                            member))
                    .isEqualTo(50));
    assertThat(fixture.balance(member)).isZero();

    await(fulfilment.markReady(Ids.next(), id));
    await(orders.confirmReceipt(member, id));
    await(orders.confirmReceipt(member, id));

    awaitRewards(member, 50, 50);
  }

  @Test
  void buying_earning_spending_and_refunding_gains_nothing() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(100_00, 100);
    UUID first = fixture.completed(pickUp(member, sku, 1));
    awaitRewards(member, 100, 100);
    UUID second = fixture.paid(order(member, sku, 1, List.of(), 100));
    assertThat(fixture.balance(member)).isZero();

    await(fulfilment.refund(Ids.next(), first, "farm", null, Ids.next().toString()));
    assertThat(fixture.balance(member)).as("spent points are owed").isEqualTo(-100);
    await(orders.requestRefund(member, second, "k"));

    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.growth(member)).isZero();
    assertThat(fixture.stock(sku)).isEqualTo(100);
    assertThat(await(pointsReconciliation.violations(member))).isEmpty();
  }

  private static final String REFUND_STATE =
      """
      SELECT r.state FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.order_id = $1""";

  private void part(UUID id, String key, long fen) {
    fixture.inTransaction(() -> refunds.refundPart(id, key, Money.ofFen(fen), "LADDER"));
  }

  private void answerRefunds(UUID id, String answer) {
    fixture.change(
        "UPDATE sandbox_trade SET refund_answer = $2 WHERE out_trade_no = "
            + "(SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1)",
        id,
        answer);
  }

  private long sandboxRefunds(UUID id) {
    return fixture.number(
        "SELECT count(*) FROM sandbox_refund WHERE out_trade_no = "
            + "(SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1)",
        id);
  }

  private void awaitMoney(UUID id, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        fixture.text(
                            """
                            SELECT money FROM order_refund
                            WHERE order_id = $1 AND refund_key = 'WHOLE'""",
                            id))
                    .isEqualTo(state));
  }

  private void awaitRewards(UUID member, long balance, long growth) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(fixture.balance(member)).isEqualTo(balance);
              assertThat(fixture.growth(member)).isEqualTo(growth);
            });
  }

  private static OrderPaid paidEvent(UUID member, UUID id) {
    return new OrderPaid(id, member, OrderSource.SHOP, null, 5000, 0, Instant.now(), List.of());
  }
}

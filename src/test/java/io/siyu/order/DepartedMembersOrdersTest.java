package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.payment.LateNotices;
import io.siyu.payment.PaymentService;
import io.siyu.platform.database.Database;
import io.siyu.platform.security.Roles;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money finds its way back to those who left, and nothing fails for them. */
@QuarkusTest
class DepartedMembersOrdersTest {

  private static final Duration SOON = Duration.ofSeconds(90);

  @Inject OrderFixture fixture;
  @Inject OrderService orders;
  @Inject OrderRewards rewards;
  @Inject Database database;
  @Inject LateNotices gateway;
  @Inject PaymentService payments;

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
    assertThat(
            GraphQLClient.ofThisTest()
                .as(fixture.operatorToken(Roles.ADMIN))
                .runWith("pointsReconciliation", Map.of())
                .array("pointsReconciliation.violations"))
        .isEmpty();
  }

  @Test
  void an_order_is_refunded_by_staff_with_all_that_it_moved() {
    UUID member = fixture.memberWithPoints(300);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.completed(order(member, sku, 1, List.of(coupon), 200));
    await("it earned")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(fixture.growth(member)).isEqualTo(43));
    leave(member);
    assertThat(fixture.balance(member)).isEqualTo(143);

    GraphQLClient.ofThisTest()
        .as(fixture.operatorToken(Roles.ADMIN))
        .run(
            "refundOrder",
            Map.of(
                "orderId", OrderView.ID.encode(id), "reason", "坏果包赔", "idempotencyKey", "r-" + id))
        .expectSuccess("refundOrder");

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    awaitMoney(id);
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("ISSUED");
    assertThat(fixture.balance(member))
        .as("what it cost is back, what it earned is gone")
        .isEqualTo(300);
  }

  @Test
  void money_that_comes_late_for_a_cancelled_order_goes_back() {
    UUID member = fixture.member();
    UUID id = fixture.placed(member, fixture.sku(5000, 10), 1);
    await(orders.cancel(member, id));
    leave(member);

    await(gateway.paid(id));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(fixture.paymentState(id)).isEqualTo("PAID_LATE");
    awaitMoney(id);
  }

  @Test
  void an_event_that_comes_after_the_departure_is_delivered_and_earns_nothing() {
    UUID member = fixture.member();
    UUID id = fixture.placed(member, fixture.sku(5000, 10), 1);
    fixture.set(id, OrderStatus.COMPLETED);
    await(payments.close(fixture.payment(id)));
    leave(member);

    await(database.transaction(() -> rewards.catchUp(member, id)));

    assertThat(fixture.number("SELECT count(*) FROM points_entry WHERE member_id = $1", member))
        .isZero();
    assertThat(fixture.growth(member)).isZero();
    fixture.set(id, OrderStatus.CANCELLED);
  }

  private void awaitMoney(UUID order) {
    await("the money is back")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        fixture.text("SELECT money FROM order_refund WHERE order_id = $1", order))
                    .isEqualTo("SUCCEEDED"));
  }

  private void leave(UUID member) {
    GraphQLClient.ofThisTest()
        .as(fixture.token(member))
        .run("deleteAccount", Map.of("confirm", true))
        .expectSuccess("deleteAccount");
  }
}

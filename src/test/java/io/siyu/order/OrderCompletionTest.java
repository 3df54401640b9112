package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.pickUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Deliveries that nobody confirms are complete some day. */
@QuarkusTest
class OrderCompletionTest {

  @Inject OrderFixture fixture;
  @Inject OrderFulfilment fulfilment;
  @Inject RefundRequests requests;

  @Test
  void a_delivery_is_complete_ten_days_after_it_left_and_not_before() {
    UUID member = fixture.member();
    UUID old = shipped(member, "10 days 1 minute");
    UUID young = shipped(member, "9 days 23 hours");

    fixture.runJob("order-completion");
    fixture.runJob("order-completion");

    assertThat(fixture.status(old)).isEqualTo(OrderStatus.COMPLETED);
    assertThat(fixture.history(old)).endsWith("SHIPPED>COMPLETED");
    assertThat(fixture.status(young)).isEqualTo(OrderStatus.SHIPPED);
    assertThat(fixture.status(young)).isEqualTo(OrderStatus.SHIPPED);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM order_transition WHERE order_id = $1 AND to_status = 'COMPLETED'",
                old))
        .isEqualTo(1);
  }

  @Test
  void a_delivery_is_not_complete_while_a_refund_is_asked_for() {
    UUID member = fixture.member();
    UUID order = shipped(member, "11 days");
    UUID request = await(requests.request(member, order, "没收到", null, "ask"));

    fixture.runJob("order-completion");
    assertThat(fixture.status(order)).isEqualTo(OrderStatus.SHIPPED);

    await(requests.withdraw(member, request));
    fixture.runJob("order-completion");
    assertThat(fixture.status(order)).isEqualTo(OrderStatus.COMPLETED);
  }

  @Test
  void a_pick_up_is_complete_when_it_is_handed_over_and_never_by_time() {
    UUID member = fixture.member();
    UUID order = fixture.paid(pickUp(member, fixture.sku(5000, 10), 1));
    await(fulfilment.markReady(Ids.next(), order));
    fixture.change(
        "UPDATE order_transition SET at = at - interval '1 year' WHERE order_id = $1", order);

    fixture.runJob("order-completion");
    assertThat(fixture.status(order)).isEqualTo(OrderStatus.READY_FOR_PICKUP);

    await(fulfilment.handOver(Ids.next(), order));
    assertThat(fixture.status(order)).isEqualTo(OrderStatus.COMPLETED);
  }

  @Test
  void a_delivery_is_not_handed_over_by_staff() {
    UUID order = shipped(fixture.member(), "1 day");

    assertThatThrownBy(() -> await(fulfilment.handOver(Ids.next(), order)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("WRONG_STATUS"));
    assertThat(fixture.status(order)).isEqualTo(OrderStatus.SHIPPED);
  }

  private UUID shipped(UUID member, String ago) {
    UUID sku = fixture.sku(5000, 10);
    NewOrder order = pickUp(member, sku, 1);
    UUID id =
        fixture.paid(
            new NewOrder(
                member,
                OrderSource.SHOP,
                null,
                order.lines(),
                order.couponIds(),
                0,
                new DeliveryChoice(DeliveryKind.DELIVERY, null, "小满", "13800000000", "文三路 1 号"),
                null,
                false,
                null));
    await(fulfilment.ship(Ids.next(), id, "顺丰", "SF1"));
    fixture.change(
        "UPDATE order_transition SET at = at - $2::text::interval WHERE order_id = $1 AND to_status = 'SHIPPED'",
        id,
        ago);
    return id;
  }
}

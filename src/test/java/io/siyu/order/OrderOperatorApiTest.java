package io.siyu.order;

import static io.siyu.order.OrderFixture.pickUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What staff see of orders and do with them, and what nobody else may. */
@QuarkusTest
class OrderOperatorApiTest extends OrderApiScenario {

  @Test
  void staff_ship_and_refund_and_both_are_audited() {
    UUID id = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    Map<String, Object> input = new HashMap<>(items(sku, 1));
    input.put(
        "delivery",
        Map.of(
            "kind",
            "DELIVERY",
            "recipientName",
            "小满",
            "phone",
            "13800000000",
            "address",
            "杭州市文三路 1 号"));
    input.put("idempotencyKey", "k1");
    Answer created = as(id).run("createOrder", input).expectSuccess("createOrder");
    String orderId = created.text("createOrder.order.id");
    assertThat(created.number("createOrder.order.freightAmount.amount")).isEqualTo(800);
    as(id).run("sandboxPay", order(orderId)).expectSuccess("sandboxPay");
    GraphQLClient staff = operator(Roles.OPERATOR);

    Map<String, Object> parcel =
        Map.of("orderId", orderId, "carrier", "顺丰", "trackingNumber", "SF1");
    staff.run("shipOrder", parcel).expectSuccess("shipOrder");
    staff.run("shipOrder", parcel).expectSuccess("shipOrder");
    Answer refunded =
        staff
            .run(
                "refundOrder",
                Map.of("orderId", orderId, "reason", "damaged", "idempotencyKey", "r1"))
            .expectSuccess("refundOrder");

    assertThat(refunded.text("refundOrder.order.status")).isEqualTo("REFUNDED");
    assertThat(refunded.number("refundOrder.order.refundedAmount.amount")).isEqualTo(5800);
    assertThat(fixture.number("SELECT count(*) FROM audit_entry WHERE subject = $1", orderId))
        .isEqualTo(2);
  }

  @Test
  void staff_give_back_a_sum_or_lines_and_not_both() {
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.paid(pickUp(fixture.member(), sku, 2));
    String orderId = OrderView.ID.encode(id);
    GraphQLClient staff = operator(Roles.OPERATOR);
    Map<String, Object> sum = new HashMap<>();
    sum.put("orderId", orderId);
    sum.put("reason", "压坏一盒");
    sum.put("amount", 1500);
    sum.put("idempotencyKey", "sum");

    Answer given = staff.run("refundOrder", sum).expectSuccess("refundOrder");

    assertThat(given.text("refundOrder.order.status")).isEqualTo("PAID");
    assertThat(given.number("refundOrder.order.refundedAmount.amount")).isEqualTo(1500);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM audit_entry
                WHERE subject = $1 AND action = 'refundOrder' AND details ->> 'amountFen' = '1500'""",
                orderId))
        .isEqualTo(1);
    String line = OrderLineView.ID.encode(fixture.line(id, sku));
    sum.put("lines", List.of(Map.of("lineId", line, "quantity", 1)));
    assertThat(staff.run("refundOrder", sum).userErrorCodes("refundOrder"))
        .containsExactly("INVALID_INPUT");
    sum.remove("lines");
    sum.put("amount", 0);
    assertThat(staff.run("refundOrder", sum).userErrorCodes("refundOrder"))
        .containsExactly("INVALID_INPUT");
    assertThat(fixture.number("SELECT refunded_fen FROM customer_order WHERE id = $1", id))
        .isEqualTo(1500);
  }

  @Test
  void staff_hand_over_what_lies_ready_and_that_completes_it_once() {
    UUID member = fixture.member();
    UUID id = fixture.paid(pickUp(member, fixture.sku(5000, 10), 1));
    String orderId = OrderView.ID.encode(id);
    GraphQLClient staff = operator(Roles.SERVICE);

    Answer early = staff.run("handOverOrder", order(orderId));
    assertThat(early.userErrorCodes("handOverOrder")).containsExactly("WRONG_STATUS");
    assertThat(fixture.history(id)).endsWith("PENDING_PAYMENT>PAID");
    staff.run("markReadyForPickup", order(orderId)).expectSuccess("markReadyForPickup");
    Answer done = staff.run("handOverOrder", order(orderId)).expectSuccess("handOverOrder");
    staff.run("handOverOrder", order(orderId)).expectSuccess("handOverOrder");
    as(member).run("confirmReceipt", order(orderId)).expectSuccess("confirmReceipt");

    assertThat(done.text("handOverOrder.order.status")).isEqualTo("COMPLETED");
    assertThat(fixture.history(id)).endsWith("PAID>READY_FOR_PICKUP", "READY_FOR_PICKUP>COMPLETED");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM audit_entry WHERE action = 'handOverOrder' AND subject = $1",
                orderId))
        .isEqualTo(1);
    assertThat(as(member).run("handOverOrder", order(orderId)).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  @Test
  void operator_fields_are_for_operators_and_member_fields_for_members() {
    String id = OrderView.ID.encode(Ids.next());
    GraphQLClient member = as(fixture.member());

    assertThat(member.runWith("orders", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(anyone.runWith("orders", Map.of()).errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(anyone.run("payOrder", order(id)).errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(operator(Roles.CONTENT).runWith("orders", Map.of()).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(operator(Roles.ADMIN).run("payOrder", order(id)).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  @Test
  void staff_find_orders_by_member_and_state() {
    UUID id = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    String paid = OrderView.ID.encode(fixture.paid(pickUp(id, sku, 1)));
    fixture.placed(id, sku, 1);
    String memberId = io.siyu.platform.graphql.IdType.of("member").encode(id);

    Answer found =
        operator(Roles.OPERATOR)
            .runWith("orders", Map.of("filter", Map.of("memberId", memberId, "status", "PAID")));

    assertThat(found.array("orders.nodes")).hasSize(1);
    assertThat(found.text("orders.nodes.0.id")).isEqualTo(paid);
  }
}

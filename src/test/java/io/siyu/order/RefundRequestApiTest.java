package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests for refunds as members and staff see them. */
@QuarkusTest
class RefundRequestApiTest extends OrderApiScenario {

  @Test
  void a_member_asks_staff_answer_and_the_member_reads_it() {
    UUID member = fixture.member();
    String order = paid(member);
    GraphQLClient phone = as(member);
    GraphQLClient staff = operator(Roles.OPERATOR);

    String request = ask(phone, order, "ask").text("requestRefund.request.id");
    assertThat(ask(phone, order, "ask").text("requestRefund.request.id")).isEqualTo(request);
    assertThat(open(staff, order)).hasSize(1);
    Answer listed = staff.runWith("refundRequests", Map.of("state", "REQUESTED"));
    assertThat(listed.array("refundRequests.nodes").toString()).contains(request);
    assertThat(decide(staff, request, "REJECT", null).userErrorCodes("decideRefundRequest"))
        .containsExactly("INVALID_INPUT");
    decide(staff, request, "REJECT", "照片看不清").expectSuccess("decideRefundRequest");

    Answer seen = phone.runWith("viewerOrder", Map.of("id", order));
    assertThat(seen.text("viewer.order.refundRequests.0.state")).isEqualTo("REJECTED");
    assertThat(seen.text("viewer.order.refundRequests.0.answer")).isEqualTo("照片看不清");
    assertThat(open(staff, order)).isEmpty();
    Answer late = decide(staff, request, "APPROVE", null);
    assertThat(late.text("decideRefundRequest.userErrors.0.requestState")).isEqualTo("REJECTED");
    assertThat(
            phone
                .run("withdrawRefundRequest", Map.of("requestId", request))
                .userErrorCodes("withdrawRefundRequest"))
        .containsExactly("REQUEST_ENDED");
  }

  @Test
  void a_request_of_lines_is_approved_as_it_was_asked() {
    UUID member = fixture.member();
    String order = paid(member);
    GraphQLClient phone = as(member);
    String line = phone.runWith("viewerOrder", Map.of("id", order)).text("viewer.order.lines.0.id");
    Map<String, Object> input = new HashMap<>();
    input.put("orderId", order);
    input.put("reason", "坏果");
    input.put("lines", List.of(Map.of("lineId", line, "quantity", 1)));
    input.put("idempotencyKey", "ask");
    String request =
        phone
            .run("requestRefund", input)
            .expectSuccess("requestRefund")
            .text("requestRefund.request.id");

    decide(operator(Roles.ADMIN), request, "APPROVE", null).expectSuccess("decideRefundRequest");

    Answer seen = phone.runWith("viewerOrder", Map.of("id", order));
    assertThat(seen.number("viewer.order.refundedAmount.amount")).isEqualTo(5000);
    assertThat(seen.number("viewer.order.lines.0.refundedQuantity")).isEqualTo(1);
    assertThat(seen.text("viewer.order.status")).isEqualTo("PAID");
  }

  @Test
  void a_request_needs_a_reason_and_staff_a_role() {
    UUID member = fixture.member();
    String order = paid(member);
    GraphQLClient phone = as(member);
    String request = ask(phone, order, "ask").text("requestRefund.request.id");

    Map<String, Object> unreasoned =
        Map.of(
            "orderId",
            order,
            "lines",
            List.of(Map.of("lineId", OrderLineView.ID.encode(UUID.randomUUID()))),
            "idempotencyKey",
            "other");
    assertThat(phone.run("requestRefund", unreasoned).userErrorCodes("requestRefund"))
        .containsExactly("INVALID_INPUT");
    assertThat(decide(phone, request, "APPROVE", null).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(decide(operator(Roles.SERVICE), request, "APPROVE", null).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(phone.runWith("refundRequests", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(
            as(fixture.member())
                .run("withdrawRefundRequest", Map.of("requestId", request))
                .errorCodes())
        .containsExactly("NOT_FOUND");
    phone
        .run("withdrawRefundRequest", Map.of("requestId", request))
        .expectSuccess("withdrawRefundRequest");
  }

  @Test
  void an_empty_list_of_lines_is_not_all_of_them() {
    UUID member = fixture.member();
    String order = paid(member);
    Map<String, Object> input =
        Map.of("orderId", order, "reason", "坏果", "lines", List.of(), "idempotencyKey", "none");

    assertThat(as(member).run("requestRefund", input).userErrorCodes("requestRefund"))
        .containsExactly("INVALID_INPUT");
    assertThat(operator(Roles.ADMIN).run("refundOrder", input).userErrorCodes("refundOrder"))
        .containsExactly("INVALID_INPUT");

    Answer seen = as(member).runWith("viewerOrder", Map.of("id", order));
    assertThat(seen.text("viewer.order.status")).isEqualTo("PAID");
    assertThat(seen.array("viewer.order.refundRequests")).isEmpty();
  }

  @Test
  void staff_find_orders_by_store_and_time() {
    UUID member = fixture.member();
    String order = paid(member);
    GraphQLClient staff = operator(Roles.OPERATOR);
    String from =
        fixture.text(
            "SELECT to_char((created_at - interval '1 s') AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM customer_order WHERE id = $1",
            OrderView.ID.decode(order, "id"));
    String memberId = io.siyu.platform.graphql.IdType.of("member").encode(member);
    UUID store =
        UUID.fromString(
            fixture.text(
                "SELECT store_id::text FROM customer_order WHERE id = $1",
                OrderView.ID.decode(order, "id")));

    assertThat(found(staff, Map.of("memberId", memberId, "createdFrom", from))).hasSize(1);
    assertThat(found(staff, Map.of("memberId", memberId, "createdBefore", from))).isEmpty();
    assertThat(
            found(
                staff,
                Map.of("memberId", memberId, "storeId", OrderDeliveryView.STORE_ID.encode(store))))
        .hasSize(1);
    assertThat(
            found(
                staff,
                Map.of(
                    "memberId",
                    memberId,
                    "storeId",
                    OrderDeliveryView.STORE_ID.encode(fixture.store()))))
        .isEmpty();
  }

  private List<?> open(GraphQLClient staff, String order) {
    return found(staff, Map.of("refundRequested", true)).stream()
        .filter(found -> found.toString().contains(order))
        .toList();
  }

  private static List<?> found(GraphQLClient staff, Map<String, Object> filter) {
    return staff.runWith("orders", Map.of("filter", filter)).array("orders.nodes").stream()
        .toList();
  }

  private String paid(UUID member) {
    return OrderView.ID.encode(fixture.paid(OrderFixture.pickUp(member, fixture.sku(5000, 10), 2)));
  }

  private static Answer ask(GraphQLClient phone, String order, String key) {
    return phone
        .run("requestRefund", Map.of("orderId", order, "reason", "少发一盒", "idempotencyKey", key))
        .expectSuccess("requestRefund");
  }

  private static Answer decide(
      GraphQLClient staff, String request, String decision, String answer) {
    Map<String, Object> input = new HashMap<>();
    input.put("requestId", request);
    input.put("decision", decision);
    input.put("idempotencyKey", decision + answer);
    if (answer != null) {
      input.put("answer", answer);
    }
    return staff.run("decideRefundRequest", input);
  }
}

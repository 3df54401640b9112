package io.siyu.order;

import static io.siyu.order.OrderFixture.pickUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.coupon.CouponView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What members do with their own orders, and what is refused. */
@QuarkusTest
class OrderApiTest extends OrderApiScenario {

  @Inject StatementLog statements;

  @Test
  void a_quote_uses_no_more_points_than_the_member_has() {
    UUID id = fixture.memberWithPoints(100);
    GraphQLClient member = as(id);
    Map<String, Object> basket = new HashMap<>(items(fixture.sku(5000, 10), 2));
    basket.put("points", 300);
    basket.put("delivery", "PICK_UP");

    Answer quote = member.run("quoteOrder", basket).expectSuccess("quoteOrder");
    assertThat(quote.number("quoteOrder.quote.pointsUsed")).isEqualTo(100);
    assertThat(quote.number("quoteOrder.quote.pointsLimit")).isEqualTo(5000);
    assertThat(quote.number("quoteOrder.quote.totalAmount.amount")).isEqualTo(9900);
    assertThat(quote.number("quoteOrder.quote.bestTotalAmount.amount")).isEqualTo(9900);

    basket.put("delivery", Map.of("kind", "PICK_UP", "storeId", storeId()));
    basket.put("idempotencyKey", "points-beyond-balance");
    assertThat(member.run("createOrder", basket).userErrorCodes("createOrder"))
        .containsExactly("INSUFFICIENT_POINTS");
    assertThat(fixture.balance(id)).isEqualTo(100);
  }

  @Test
  void a_member_quotes_orders_pays_collects_and_confirms() {
    UUID id = fixture.memberWithPoints(1000);
    GraphQLClient member = as(id);
    UUID sku = fixture.sku(5000, 10);
    UUID coupon = fixture.coupon(id, 500);
    Map<String, Object> basket = new HashMap<>(items(sku, 2));
    basket.put("couponIds", List.of(CouponView.ID.encode(coupon)));
    basket.put("points", 300);
    basket.put("delivery", "PICK_UP");

    Answer quote = member.run("quoteOrder", basket).expectSuccess("quoteOrder");
    assertThat(quote.number("quoteOrder.quote.totalAmount.amount")).isEqualTo(9200);
    assertThat(quote.number("quoteOrder.quote.pointsLimit")).isEqualTo(4750);
    assertThat(quote.number("quoteOrder.quote.usableCoupons.0.discount.amount")).isEqualTo(500);
    assertThat(quote.array("quoteOrder.quote.steps").stream())
        .extracting(step -> ((JsonObject) step).getString("phase"))
        .containsExactly(
            "MEMBER_PRICE",
            "BUNDLE",
            "CAMPAIGN",
            "GOODS_COUPON",
            "FREIGHT",
            "SHIPPING_COUPON",
            "POINTS");

    basket.put("delivery", Map.of("kind", "PICK_UP", "storeId", storeId()));
    basket.put("idempotencyKey", "k1");
    Answer created = member.run("createOrder", basket).expectSuccess("createOrder");
    String orderId = created.text("createOrder.order.id");
    assertThat(created.text("createOrder.order.status")).isEqualTo("PENDING_PAYMENT");
    assertThat(created.number("createOrder.order.totalAmount.amount")).isEqualTo(9200);
    assertThat(created.number("createOrder.order.lines.0.paidAmount.amount")).isEqualTo(9200);
    assertThat(member.run("createOrder", basket).text("createOrder.order.id")).isEqualTo(orderId);

    Answer pay = member.run("payOrder", order(orderId)).expectSuccess("payOrder");
    assertThat(pay.text("payOrder.payment.package")).startsWith("prepay_id=");
    Answer paid = member.run("sandboxPay", order(orderId)).expectSuccess("sandboxPay");
    assertThat(paid.text("sandboxPay.order.status")).isEqualTo("PAID");
    assertThat(paid.text("sandboxPay.order.paidAt")).isNotNull();

    operator(Roles.SERVICE)
        .run("markReadyForPickup", order(orderId))
        .expectSuccess("markReadyForPickup");
    Answer confirmed = member.run("confirmReceipt", order(orderId)).expectSuccess("confirmReceipt");
    assertThat(confirmed.text("confirmReceipt.order.status")).isEqualTo("COMPLETED");

    Answer one = member.runWith("viewerOrder", Map.of("id", orderId));
    assertThat(one.text("viewer.order.status")).isEqualTo("COMPLETED");
    assertThat(one.array("viewer.order.refunds")).isEmpty();
  }

  @Test
  void a_member_cancels_and_asks_for_a_refund() {
    UUID id = fixture.member();
    GraphQLClient member = as(id);
    UUID sku = fixture.sku(5000, 10);
    String unpaid = OrderView.ID.encode(fixture.placed(id, sku, 1));
    String paid = OrderView.ID.encode(fixture.paid(pickUp(id, sku, 1)));

    Answer cancelled = member.run("cancelOrder", order(unpaid)).expectSuccess("cancelOrder");
    Answer refunded =
        member
            .run("requestRefund", Map.of("orderId", paid, "idempotencyKey", "k1"))
            .expectSuccess("requestRefund");

    assertThat(cancelled.text("cancelOrder.order.status")).isEqualTo("CANCELLED");
    assertThat(refunded.text("requestRefund.order.status")).isEqualTo("REFUNDED");
    assertThat(fixture.stock(sku)).isEqualTo(10);
  }

  @Test
  void someone_elses_order_does_not_exist() {
    UUID sku = fixture.sku(5000, 10);
    UUID orderId = fixture.placed(fixture.member(), sku, 1);
    GraphQLClient stranger = as(fixture.member());
    String id = OrderView.ID.encode(orderId);

    for (String operation : List.of("payOrder", "cancelOrder", "confirmReceipt", "sandboxPay")) {
      assertThat(stranger.run(operation, order(id)).errorCodes())
          .as(operation)
          .containsExactly("NOT_FOUND");
    }
    assertThat(
            stranger
                .run("requestRefund", Map.of("orderId", id, "idempotencyKey", "k"))
                .errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(stranger.runWith("viewerOrder", Map.of("id", id)).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(fixture.status(orderId)).isEqualTo(OrderStatus.PENDING_PAYMENT);
  }

  @Test
  void wrong_input_is_refused_with_its_field_and_changes_nothing() {
    UUID id = fixture.member();
    GraphQLClient member = as(id);
    UUID sku = fixture.sku(5000, 10);

    invalid(member, create(items(sku, 0)), "input", "items", "0", "quantity");
    invalid(member, create(items(sku, 1000)), "input", "items", "0", "quantity");
    invalid(member, create(Map.of("items", List.of())), "input", "items");
    Map<String, Object> twice = Map.of("items", List.of(item(sku, 1), item(sku, 1)));
    invalid(member, create(twice), "input", "items", "1", "skuId");
    Map<String, Object> negative = new HashMap<>(create(items(sku, 1)));
    negative.put("points", -1);
    invalid(member, negative, "input", "points");
    Map<String, Object> noPhone = new HashMap<>(create(items(sku, 1)));
    noPhone.put(
        "delivery",
        Map.of("kind", "DELIVERY", "recipientName", "小满", "phone", "x", "address", "杭州"));
    invalid(member, noPhone, "input", "delivery", "phone");
    Map<String, Object> noStore = new HashMap<>(create(items(sku, 1)));
    noStore.put("delivery", Map.of("kind", "PICK_UP"));
    assertThat(member.run("createOrder", noStore).errorCodes()).containsExactly("BAD_INPUT");
    assertThat(member.run("createOrder", create(items(Ids.next(), 1))).errorCodes())
        .containsExactly("NOT_FOUND");

    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.number("SELECT count(*) FROM customer_order WHERE member_id = $1", id))
        .isZero();
  }

  @Test
  void refusals_carry_useful_facts() {
    UUID id = fixture.member();
    UUID sku = fixture.sku(5000, 3);

    Answer short_ = as(id).run("createOrder", create(items(sku, 4)));

    assertThat(short_.userErrorCodes("createOrder")).containsExactly("OUT_OF_STOCK");
    assertThat(short_.number("createOrder.userErrors.0.available")).isEqualTo(3);
    assertThat(short_.text("createOrder.userErrors.0.skuId")).isEqualTo(SkuView.ID.encode(sku));
  }

  @Test
  void a_quote_says_what_an_unusable_coupon_lacks() {
    UUID id = fixture.member();
    UUID sku = fixture.sku(5000, 3);
    UUID coupon = fixture.coupon(id, 500);
    fixture.change("UPDATE coupon SET threshold_fen = 6200 WHERE id = $1", coupon);
    Map<String, Object> basket = new HashMap<>(items(sku, 1));
    basket.put("delivery", "PICK_UP");

    Answer quote = as(id).run("quoteOrder", basket).expectSuccess("quoteOrder");

    assertThat(quote.array("quoteOrder.quote.usableCoupons")).isEmpty();
    assertThat(quote.text("quoteOrder.quote.unusableCoupons.0.reason"))
        .isEqualTo("THRESHOLD_NOT_MET");
    assertThat(quote.number("quoteOrder.quote.unusableCoupons.0.missing.amount")).isEqualTo(1200);
  }

  @Test
  void the_list_is_paged_newest_first_in_one_query_per_level() {
    UUID id = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    List<String> ids =
        java.util.stream.IntStream.range(0, 5)
            .mapToObj(i -> OrderView.ID.encode(fixture.placed(id, sku, 1)))
            .toList();
    GraphQLClient member = as(id);

    statements.start();
    Answer first = member.runWith("viewerOrders", Map.of("first", 3));
    List<String> orders = statements.stop("FROM customer_order o");
    statements.start();
    Answer second =
        member.runWith(
            "viewerOrders",
            Map.of("first", 3, "after", first.text("viewer.orders.pageInfo.endCursor")));
    List<String> lines = statements.stop("FROM order_line WHERE order_id = ANY($1)");

    assertThat(orders).hasSize(1);
    assertThat(lines).hasSize(1);
    assertThat(nodeIds(first)).containsExactly(ids.get(4), ids.get(3), ids.get(2));
    assertThat(nodeIds(second)).containsExactly(ids.get(1), ids.get(0));
    assertThat(first.at("viewer.orders.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(second.at("viewer.orders.pageInfo.hasNextPage")).isEqualTo(false);
    Answer none = member.runWith("viewerOrders", Map.of("status", "PAID"));
    assertThat(none.array("viewer.orders.nodes")).isEmpty();
  }

  private void invalid(GraphQLClient member, Map<String, Object> input, String... field) {
    Answer answer = member.run("createOrder", input);
    assertThat(answer.userErrorCodes("createOrder"))
        .as(answer.body().encode())
        .containsExactly("INVALID_INPUT");
    assertThat(answer.array("createOrder.userErrors.0.field")).containsExactly((Object[]) field);
  }

  private Map<String, Object> create(Map<String, Object> items) {
    Map<String, Object> input = new HashMap<>(items);
    input.put("delivery", Map.of("kind", "PICK_UP", "storeId", storeId()));
    input.put("idempotencyKey", Ids.next().toString());
    return input;
  }

  private String storeId() {
    return OrderDeliveryView.STORE_ID.encode(fixture.store());
  }

  private static List<String> nodeIds(Answer answer) {
    return answer.array("viewer.orders.nodes").stream()
        .map(node -> ((JsonObject) node).getString("id"))
        .toList();
  }
}

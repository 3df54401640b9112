package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.coupon.ClaimableCouponView;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What offers brought and cost, as orders come and go. */
@QuarkusTest
class CouponFiguresTest {

  @Inject OrderFixture fixture;
  @Inject OrderCreation creation;
  @Inject OrderCouponFigures figures;
  @Inject Rows rows;

  private final GraphQLClient anyone = GraphQLClient.ofThisTest();

  @Test
  void a_paid_order_counts_once_and_a_refunded_one_no_more() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 1000);
    UUID template = template(coupon);
    UUID order =
        await(
            creation.create(
                OrderFixture.order(member, fixture.sku(5000, 10), 1, List.of(coupon), 0)));
    assertFigures(template, 1, 0, 0, 0);

    pay(member, order);
    awaitFigures(template, 1, 4000, 1000);
    // Whatever comes again, or late, changes nothing.
    await(figures.refresh(order));
    await(figures.refresh(order));
    assertFigures(template, 1, 1, 4000, 1000);
    refund(order);

    awaitFigures(template, 0, 0, 0);
    assertFigures(template, 1, 0, 0, 0);
  }

  @Test
  void a_partly_refunded_order_counts_with_what_was_kept() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 1000);
    UUID template = template(coupon);
    UUID order =
        await(
            creation.create(
                OrderFixture.order(member, fixture.sku(5000, 10), 2, List.of(coupon), 0)));
    pay(member, order);
    awaitFigures(template, 1, 9000, 1000);
    UUID line =
        rows.first("SELECT id FROM order_line WHERE order_id = $1", row -> row.uuid("id"), order);

    refund(order, Map.of("lineId", OrderLineView.ID.encode(line), "quantity", 1));

    awaitFigures(template, 1, 4500, 500);
    refund(order);
    awaitFigures(template, 0, 0, 0);
  }

  @Test
  void an_order_that_costs_nothing_counts_as_a_use_and_its_discount_as_cost() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 5000);
    UUID template = template(coupon);
    await(
        creation.create(OrderFixture.order(member, fixture.sku(5000, 10), 1, List.of(coupon), 0)));

    awaitFigures(template, 1, 0, 5000);
  }

  private UUID template(UUID coupon) {
    return rows.first(
        "SELECT template_id FROM coupon WHERE id = $1", row -> row.uuid("template_id"), coupon);
  }

  private void awaitFigures(UUID template, int used, long order, long cost) {
    Awaitility.await("the event of the order arrives")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertFigures(template, 1, used, order, cost));
  }

  private void assertFigures(UUID template, int claimed, int used, long order, long cost) {
    Answer answer =
        anyone
            .as(fixture.operatorToken("OPERATOR"))
            .runWith(
                "couponTemplateStats",
                Map.of("templateId", ClaimableCouponView.ID.encode(template)));
    assertThat(answer.errorCodes()).isEmpty();
    assertThat(answer.number("couponTemplateStats.claimed")).isEqualTo(claimed);
    assertThat(answer.number("couponTemplateStats.used")).isEqualTo(used);
    assertThat(answer.number("couponTemplateStats.usageBasisPoints")).isEqualTo(used * 10_000);
    assertThat(answer.number("couponTemplateStats.orderAmount.amount")).isEqualTo((int) order);
    assertThat(answer.number("couponTemplateStats.cost.amount")).isEqualTo((int) cost);
  }

  private void pay(UUID member, UUID order) {
    anyone
        .as(fixture.token(member))
        .run("sandboxPay", Map.of("orderId", OrderView.ID.encode(order)))
        .expectSuccess("sandboxPay");
  }

  /**
   * @param lines none for everything that is left
   */
  @SafeVarargs
  private void refund(UUID order, Map<String, Object>... lines) {
    Map<String, Object> input = new HashMap<>();
    input.put("orderId", OrderView.ID.encode(order));
    input.put("reason", "坏果包赔");
    input.put("idempotencyKey", Ids.next().toString());
    if (lines.length > 0) {
      input.put("lines", List.of(lines));
    }
    anyone
        .as(fixture.operatorToken("OPERATOR"))
        .run("refundOrder", input)
        .expectSuccess("refundOrder");
  }
}

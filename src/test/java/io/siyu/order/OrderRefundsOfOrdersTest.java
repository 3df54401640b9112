package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What members read of what was given back to them. */
@QuarkusTest
class OrderRefundsOfOrdersTest extends OrderApiScenario {

  @Inject StatementLog statements;
  @Inject OrderRefunds refunds;

  @Test
  void a_refund_says_why_and_what_of_which_lines() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    UUID id = fixture.paid(OrderFixture.pickUp(member, sku, 3));
    String line = OrderLineView.ID.encode(fixture.line(id, sku));

    operator(Roles.OPERATOR)
        .run(
            "refundOrder",
            Map.of(
                "orderId",
                OrderView.ID.encode(id),
                "reason",
                "坏果包赔",
                "lines",
                List.of(Map.of("lineId", line, "quantity", 2)),
                "idempotencyKey",
                "two"))
        .expectSuccess("refundOrder");
    part(id, "freight", 100);

    Answer seen = seen(member, id);
    assertThat(seen.array("viewer.order.refunds")).hasSize(2);
    assertThat(seen.text("viewer.order.refunds.0.cause")).isEqualTo("REFUNDED_BY_OPERATOR");
    assertThat(seen.array("viewer.order.refunds.0.lines")).hasSize(1);
    assertThat(seen.text("viewer.order.refunds.0.lines.0.lineId")).isEqualTo(line);
    assertThat(seen.number("viewer.order.refunds.0.lines.0.quantity")).isEqualTo(2);
    assertThat(seen.number("viewer.order.refunds.0.lines.0.amount.amount")).isEqualTo(10_000);
    assertThat(seen.text("viewer.order.refunds.1.cause")).isEqualTo("OTHER");
    assertThat(seen.number("viewer.order.refunds.1.lines.0.quantity")).isZero();
    assertThat(seen.number("viewer.order.refunds.1.lines.0.amount.amount")).isEqualTo(100);
  }

  @Test
  void the_newest_twenty_are_shown_oldest_first() {
    UUID member = fixture.member();
    UUID id = fixture.paid(OrderFixture.pickUp(member, fixture.sku(5000, 10), 1));
    for (int i = 1; i <= 22; i++) {
      part(id, "part-" + i, i);
    }

    Answer seen = seen(member, id);

    assertThat(seen.array("viewer.order.refunds")).hasSize(20);
    assertThat(seen.number("viewer.order.refunds.0.amount.amount")).isEqualTo(3);
    assertThat(seen.number("viewer.order.refunds.19.amount.amount")).isEqualTo(22);
  }

  @Test
  void refunds_of_a_page_of_orders_take_two_statements() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    for (int i = 0; i < 3; i++) {
      part(fixture.paid(OrderFixture.pickUp(member, sku, 1)), "part", 10);
    }
    GraphQLClient phone = as(member);

    statements.start();
    Answer page = phone.runWith("viewerOrders", Map.of("first", 3));
    List<String> read = statements.stop("FROM order_refund");

    assertThat(page.array("viewer.orders.nodes.2.refunds")).hasSize(1);
    // What the payments set off reads refunds, too, of one order each.
    assertThat(read)
        .filteredOn(
            statement ->
                !statement.contains("FROM customer_order")
                    && !statement.contains("WHERE order_id = $1"))
        .hasSize(2);
  }

  private Answer seen(UUID member, UUID order) {
    return as(member).runWith("viewerOrder", Map.of("id", OrderView.ID.encode(order)));
  }

  private void part(UUID order, String key, long fen) {
    fixture.inTransaction(() -> refunds.refundPart(order, key, Money.ofFen(fen), "TEST"));
  }
}

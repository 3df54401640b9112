package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** Orders of several lines, refunds of them, and what was given back. */
abstract class LineRefundScenario {

  @Inject OrderFixture fixture;
  @Inject OrderRefunds refunds;
  @Inject OrderLineRefunds lineRefunds;
  @Inject OrderRewards rewards;

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
  }

  static NewOrderLine line(UUID sku, int quantity) {
    return new NewOrderLine(sku, quantity, null);
  }

  static NewOrder pickUp(UUID member, List<NewOrderLine> lines, List<UUID> coupons, long points) {
    NewOrder order = OrderFixture.order(member, lines.get(0).skuId(), 1, coupons, points);
    return with(order, lines, order.delivery());
  }

  static NewOrder delivered(
      UUID member, List<NewOrderLine> lines, List<UUID> coupons, long points) {
    return with(
        pickUp(member, lines, coupons, points),
        lines,
        new DeliveryChoice(DeliveryKind.DELIVERY, null, "小满", "13800000000", "文三路 1 号"));
  }

  static NewOrder with(NewOrder order, List<NewOrderLine> lines, DeliveryChoice delivery) {
    return new NewOrder(
        order.member(),
        OrderSource.SHOP,
        null,
        lines,
        order.couponIds(),
        order.points(),
        delivery,
        null,
        false,
        null);
  }

  void units(UUID order, UUID sku, Integer quantity) {
    refund(order, List.of(new LineUnits(lineOf(order, sku), quantity)));
  }

  void refund(UUID order, List<LineUnits> units) {
    fixture.inTransaction(() -> lineRefunds.refund(order, "T:" + Ids.next(), units, "TEST"));
  }

  void part(UUID order, long fen) {
    fixture.inTransaction(
        () -> refunds.refundPart(order, "P:" + Ids.next(), Money.ofFen(fen), "TEST"));
  }

  UUID lineOf(UUID order, UUID sku) {
    return fixture.line(order, sku);
  }

  long total(UUID order) {
    return fixture.number("SELECT total_fen FROM customer_order WHERE id = $1", order);
  }

  long refunded(UUID order) {
    return fixture.number("SELECT refunded_fen FROM customer_order WHERE id = $1", order);
  }

  long given(UUID order) {
    return fixture.number(
        "SELECT coalesce(sum(amount_fen), 0)::bigint FROM order_refund WHERE order_id = $1", order);
  }

  static void assertRefused(String code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Prices that fell after they were paid: money comes back by line, goods stay. */
@QuarkusTest
class PriceDifferencesTest extends LineRefundScenario {

  private static final String KEY = "LADDER";

  @Inject PriceDifferences differences;

  private UUID first;
  private UUID second;

  @Test
  void each_line_gives_back_its_own_amount_and_keeps_its_goods() {
    UUID order = paid();

    give(order, Map.of(first, 700L, second, 1L));

    assertThat(refundedOf(order, first)).isEqualTo(700);
    assertThat(refundedOf(order, second)).isEqualTo(1);
    assertThat(refunded(order)).isEqualTo(701);
    assertThat(fixture.stock(first)).isEqualTo(8);
    assertThat(fixture.status(order)).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void the_same_key_again_gives_nothing_more() {
    UUID order = paid();

    give(order, Map.of(first, 700L));
    give(order, Map.of(first, 700L));

    assertThat(refunded(order)).isEqualTo(700);
  }

  @Test
  void the_refund_of_the_whole_gives_back_the_rest_and_a_refunded_order_no_difference() {
    UUID order = paid();
    give(order, Map.of(first, 700L));

    fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
    fixture.inTransaction(
        () -> differences.refund(order, "LATER", Map.of(first, Money.ofFen(1)), "TEST"));

    assertThat(given(order)).isEqualTo(total(order)).isEqualTo(refunded(order));
    assertThat(fixture.stock(first)).isEqualTo(10);
  }

  @Test
  void more_than_was_paid_is_refused_and_changes_nothing() {
    UUID order = paid();

    assertRefused("REFUND_EXCEEDS_PAID", () -> give(order, Map.of(first, 1_000_000L)));
    // Within the order, and still more than its line cost.
    assertThatThrownBy(() -> give(order, Map.of(second, 1501L))).hasMessageContaining("order_line");
    assertThatThrownBy(() -> give(order, Map.of(UUID.randomUUID(), 1L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> give(order, Map.of(first, 0L)))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(refunded(order)).isZero();
    assertThat(given(order)).isZero();
  }

  @Test
  void an_order_that_was_never_paid_gives_nothing() {
    UUID order = placed();

    assertRefused("NOT_REFUNDABLE", () -> give(order, Map.of(first, 1L)));

    assertThat(given(order)).isZero();
  }

  private UUID paid() {
    UUID order = placed();
    fixture.pay(order);
    return order;
  }

  private UUID placed() {
    first = fixture.sku(2000, 10);
    second = fixture.sku(1500, 10);
    return fixture.place(
        pickUp(fixture.member(), List.of(line(first, 2), line(second, 1)), List.of(), 0));
  }

  private void give(UUID order, Map<UUID, Long> fen) {
    Map<UUID, Money> bySku = new HashMap<>();
    fen.forEach((sku, amount) -> bySku.put(sku, Money.ofFen(amount)));
    fixture.inTransaction(() -> differences.refund(order, KEY, bySku, "TEST"));
  }

  private long refundedOf(UUID order, UUID sku) {
    return fixture.number(
        "SELECT refunded_fen FROM order_line WHERE order_id = $1 AND sku_id = $2", order, sku);
  }
}

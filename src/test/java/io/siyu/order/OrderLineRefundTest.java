package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes back with lines and units of an order, and what with the last of them. */
@QuarkusTest
class OrderLineRefundTest extends LineRefundScenario {

  private static final UUID OPERATOR = Ids.next();

  @Inject OrderFulfilment fulfilment;
  @Inject Rows rows;
  @Inject Sql sql;

  @Test
  void a_unit_gives_back_its_share_of_money_stock_and_points_and_the_last_one_freight_and_coupon() {
    UUID member = fixture.memberWithPoints(1000);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(1000, 10);
    UUID id = fixture.paid(delivered(member, List.of(line(sku, 3)), List.of(coupon), 100));
    assertThat(total(id)).as("3 × 10.00 − 5.00 − 1.00 + freight 8.00").isEqualTo(32_00);

    units(id, sku, 1);

    assertThat(refunded(id)).isEqualTo(8_00);
    assertThat(fixture.stock(sku)).isEqualTo(8);
    assertThat(fixture.balance(member)).as("34 of 100 points").isEqualTo(900 + 34);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("USED");

    units(id, sku, 2);

    assertThat(refunded(id)).isEqualTo(32_00);
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.balance(member)).isEqualTo(1000);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("ISSUED");
  }

  @Test
  void a_line_takes_back_the_points_that_it_earned() {
    UUID member = fixture.member();
    UUID grapes = fixture.sku(60_00, 10);
    UUID peaches = fixture.sku(39_00, 10);
    UUID id =
        fixture.paid(pickUp(member, List.of(line(grapes, 1), line(peaches, 1)), List.of(), 0));
    fixture.set(id, OrderStatus.COMPLETED);
    fixture.inTransaction(() -> rewards.catchUp(member, id));
    assertThat(fixture.balance(member)).isEqualTo(99);

    units(id, peaches, null);

    assertThat(fixture.balance(member)).isEqualTo(60);
    assertThat(fixture.growth(member)).isEqualTo(60);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.COMPLETED);
  }

  /** As a replica of the version before would, which knows of no units that came back. */
  @Test
  void the_database_itself_refuses_to_refund_an_order_without_every_line() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(1000, 10);
    UUID id = fixture.paid(pickUp(member, List.of(line(sku, 2)), List.of(), 0));
    units(id, sku, 1);

    assertThatThrownBy(
            () ->
                rows.inTransaction(
                    () ->
                        sql.update(
                                """
                                UPDATE customer_order SET status = 'REFUNDED', refunded_fen = total_fen
                                WHERE id = $1""",
                                id)
                            .chain(
                                () ->
                                    sql.update(
                                        """
                                        UPDATE order_line SET refunded_fen = paid_fen
                                        WHERE order_id = $1""",
                                        id))))
        .hasStackTraceContaining("an order is refunded only with every line");

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    units(id, sku, 1);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
  }

  @Test
  void an_order_that_cost_nothing_is_refunded_by_its_lines_too() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 2000);
    UUID sku = fixture.sku(1000, 10);
    UUID id = fixture.place(pickUp(member, List.of(line(sku, 2)), List.of(coupon), 0));

    units(id, sku, 1);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    units(id, sku, 1);

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(fixture.stock(sku)).isEqualTo(10);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("ISSUED");
  }

  @Test
  void what_cannot_be_refunded_is_refused_and_changes_nothing() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(1000, 10);
    UUID id = fixture.paid(OrderFixture.pickUp(member, sku, 2));
    UUID other = fixture.paid(OrderFixture.pickUp(member, sku, 1));
    UUID unpaid = fixture.placed(member, sku, 1);
    UUID line = lineOf(id, sku);

    assertRefused("REFUND_EXCEEDS_PAID", () -> units(id, sku, 3));
    assertRefused("NOT_REFUNDABLE", () -> units(unpaid, sku, 1));
    for (List<LineUnits> wrong :
        List.of(
            List.of(new LineUnits(lineOf(other, sku), 1)),
            List.of(new LineUnits(line, 1), new LineUnits(line, 1)))) {
      assertThatThrownBy(() -> refund(id, wrong)).isInstanceOf(InvalidInput.class);
    }
    fixture.change(
        "UPDATE customer_order SET source = 'FLASH_SALE', source_id = $2 WHERE id = $1",
        id,
        Ids.next());
    assertRefused("NOT_REFUNDABLE", () -> units(id, sku, 1));
    assertRefused("NOT_REFUNDABLE", () -> await(sum(id, 100, "k")));
    fixture.change("UPDATE customer_order SET source = 'SHOP', source_id = NULL WHERE id = $1", id);

    assertThat(refunded(id)).isZero();
    assertThat(fixture.stock(sku)).isEqualTo(6);
  }

  @Test
  void of_twenty_concurrent_refunds_of_the_same_line_one_pays() {
    UUID sku = fixture.sku(1000, 10);
    UUID other = fixture.sku(500, 10);
    UUID id =
        fixture.paid(pickUp(fixture.member(), List.of(line(sku, 3), line(other, 1)), List.of(), 0));
    List<LineUnits> all = List.of(new LineUnits(lineOf(id, sku), 3));

    List<Object> answers =
        OrderFixture.together(
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        fulfilment
                            .refund(Ids.next(), id, "坏果", all, "key-" + i)
                            .map(done -> (Object) done)
                            .onFailure(Refusal.class)
                            .recoverWithItem(refusal -> ((Refusal) refusal).code()))
                .toList());

    assertThat(answers.stream().filter(UUID.class::isInstance)).hasSize(1);
    assertThat(answers.stream().filter("REFUND_EXCEEDS_PAID"::equals)).hasSize(19);
    assertThat(refunded(id)).isEqualTo(30_00);
    assertThat(fixture.stock(sku)).isEqualTo(10);
  }

  private Uni<UUID> sum(UUID order, long fen, String key) {
    return fulfilment.refundAmount(OPERATOR, order, "补偿", Money.ofFen(fen), key);
  }

  @Test
  void a_sum_is_given_back_once_per_key_and_never_more_than_is_left() {
    UUID sku = fixture.sku(1000, 10);
    UUID id = fixture.paid(OrderFixture.pickUp(fixture.member(), sku, 3));
    String key = Ids.next().toString();

    OrderFixture.together(IntStream.range(0, 10).mapToObj(i -> sum(id, 7_00, key)).toList());
    assertRefused("IDEMPOTENCY_KEY_REUSED", () -> await(sum(id, 7_01, key)));
    assertRefused("REFUND_EXCEEDS_PAID", () -> await(sum(id, 23_01, Ids.next().toString())));

    assertThat(refunded(id)).isEqualTo(7_00);
    assertThat(fixture.stock(sku)).isEqualTo(7);
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    fixture.inTransaction(() -> refunds.refundWhole(id, "TEST"));
    assertThat(given(id)).isEqualTo(30_00);
    assertRefused("REFUND_EXCEEDS_PAID", () -> await(sum(id, 1, Ids.next().toString())));
  }

  @Test
  void the_same_key_refunds_once_and_not_something_else() {
    UUID operator = Ids.next();
    UUID sku = fixture.sku(1000, 10);
    UUID id = fixture.paid(OrderFixture.pickUp(fixture.member(), sku, 3));
    List<LineUnits> one = List.of(new LineUnits(lineOf(id, sku), 1));

    await(fulfilment.refund(operator, id, "坏果", one, "k"));
    await(fulfilment.refund(operator, id, "坏果", one, "k"));
    assertRefused(
        "IDEMPOTENCY_KEY_REUSED",
        () ->
            await(
                fulfilment.refund(
                    operator, id, "坏果", List.of(new LineUnits(lineOf(id, sku), 2)), "k")));

    assertThat(refunded(id)).isEqualTo(10_00);
    assertThat(fixture.stock(sku)).isEqualTo(8);
  }
}

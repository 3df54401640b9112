package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static io.siyu.order.OrderFixture.pickUp;
import static io.siyu.order.OrderFixture.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderCreationTest {

  @Inject OrderFixture fixture;
  @Inject OrderService orders;

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
  }

  @Test
  void an_order_reserves_goods_holds_its_coupon_and_takes_its_points() {
    UUID member = fixture.memberWithPoints(1000);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 10);

    UUID id = fixture.place(order(member, sku, 2, List.of(coupon), 300));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    assertThat(fixture.history(id)).containsExactly(">PENDING_PAYMENT");
    assertThat(fixture.stock(sku)).isEqualTo(8);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("HELD");
    assertThat(fixture.balance(member)).isEqualTo(700);
    assertThat(fixture.number("SELECT total_fen FROM customer_order WHERE id = $1", id))
        .isEqualTo(10000 - 500 - 300);
    assertThat(fixture.number("SELECT amount_fen FROM payment WHERE order_id = $1", id))
        .isEqualTo(9200);
    assertThat(fixture.paymentState(id)).isEqualTo("OPEN");
  }

  @Test
  void without_enough_points_nothing_is_taken() {
    UUID member = fixture.memberWithPoints(100);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 10);

    refused(order(member, sku, 2, List.of(coupon), 300), "INSUFFICIENT_POINTS");

    nothingChanged(member, sku, 10, coupon, 100);
  }

  @Test
  void without_enough_stock_nothing_is_taken() {
    UUID member = fixture.memberWithPoints(1000);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 1);

    refused(order(member, sku, 2, List.of(coupon), 300), "OUT_OF_STOCK");

    nothingChanged(member, sku, 1, coupon, 1000);
  }

  @Test
  void a_used_coupon_and_too_many_points_are_refused() {
    UUID member = fixture.memberWithPoints(9000);
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 10);
    fixture.paid(order(member, sku, 1, List.of(coupon), 0));

    refused(order(member, sku, 1, List.of(coupon), 0), "COUPON_NOT_USABLE");
    refused(order(member, sku, 1, List.of(), 2501), "POINTS_OVER_LIMIT");

    assertThat(fixture.stock(sku)).isEqualTo(9);
    assertThat(fixture.balance(member)).isEqualTo(9000);
  }

  @Test
  void goods_off_sale_and_absurd_amounts_are_refused() {
    UUID member = fixture.member();
    UUID off = fixture.sku(5000, 10);
    fixture.change("UPDATE sku SET on_sale = false WHERE id = $1", off);
    UUID dear = fixture.sku(Integer.MAX_VALUE, 999);

    refused(pickUp(member, off, 1), "NOT_FOR_SALE");
    refused(pickUp(member, dear, 999), "AMOUNT_TOO_LARGE");

    assertThat(fixture.stock(off)).isEqualTo(10);
    assertThat(fixture.stock(dear)).isEqualTo(999);
  }

  @Test
  void someone_elses_coupon_does_not_exist() {
    UUID member = fixture.member();
    UUID foreign = fixture.coupon(fixture.member(), 500);
    UUID sku = fixture.sku(5000, 10);

    assertThatThrownBy(() -> fixture.place(order(member, sku, 1, List.of(foreign), 0)))
        .isInstanceOfSatisfying(
            RequestFailure.class,
            failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.NOT_FOUND));

    nothingChanged(member, sku, 10, foreign, 0);
  }

  @Test
  void the_same_key_makes_one_order_and_another_input_is_refused() {
    UUID member = fixture.member();
    UUID sku = fixture.sku(5000, 10);
    String key = Ids.next().toString();

    UUID first = await(orders.create(pickUp(member, sku, 1), key));
    List<UUID> again =
        together(
            java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> orders.create(pickUp(member, sku, 1), key))
                .toList());

    assertThat(again).containsOnly(first);
    assertThat(fixture.stock(sku)).isEqualTo(9);
    assertThatThrownBy(() -> await(orders.create(pickUp(member, sku, 2), key)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
    assertThat(fixture.stock(sku)).isEqualTo(9);
  }

  @Test
  void one_coupon_pays_one_of_twenty_concurrent_orders() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 500);
    UUID sku = fixture.sku(5000, 100);

    List<UUID> placed = together(many(20, i -> order(member, sku, 1, List.of(coupon), 0)));

    assertThat(placed.stream().filter(Objects::nonNull)).hasSize(1);
    assertThat(fixture.stock(sku)).isEqualTo(99);
    assertThat(ordersOf(member)).isEqualTo(1);
  }

  @Test
  void the_last_item_goes_to_one_of_twenty_members() {
    UUID sku = fixture.sku(5000, 1);
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      members.add(fixture.member());
    }

    List<UUID> placed = together(many(20, i -> pickUp(members.get(i), sku, 1)));

    assertThat(placed.stream().filter(Objects::nonNull)).hasSize(1);
    assertThat(fixture.stock(sku)).isZero();
    assertThat(fixture.number("SELECT count(*) FROM order_line WHERE sku_id = $1", sku))
        .isEqualTo(1);
  }

  @Test
  void points_are_spent_once_by_concurrent_orders() {
    UUID member = fixture.memberWithPoints(1000);
    UUID sku = fixture.sku(5000, 100);

    List<UUID> placed = together(many(20, i -> order(member, sku, 1, List.of(), 600)));

    assertThat(placed.stream().filter(Objects::nonNull)).hasSize(1);
    assertThat(fixture.balance(member)).isEqualTo(400);
    assertThat(fixture.stock(sku)).isEqualTo(99);
  }

  @Test
  void an_order_that_costs_nothing_is_paid_at_once() {
    UUID member = fixture.member();
    UUID coupon = fixture.coupon(member, 9999);
    UUID sku = fixture.sku(5000, 10);

    UUID id = fixture.place(order(member, sku, 1, List.of(coupon), 0));

    assertThat(fixture.status(id)).isEqualTo(OrderStatus.PAID);
    assertThat(fixture.payment(id)).isNull();
    assertThat(fixture.couponStatus(coupon)).isEqualTo("USED");
  }

  private List<Uni<UUID>> many(int count, java.util.function.IntFunction<NewOrder> order) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> orders.create(order.apply(i), Ids.next().toString()))
        .toList();
  }

  private void refused(NewOrder order, String code) {
    assertThatThrownBy(() -> fixture.place(order))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private void nothingChanged(UUID member, UUID sku, int stock, UUID coupon, long balance) {
    assertThat(fixture.stock(sku)).isEqualTo(stock);
    assertThat(fixture.couponStatus(coupon)).isEqualTo("ISSUED");
    assertThat(fixture.balance(member)).isEqualTo(balance);
    assertThat(ordersOf(member)).isZero();
    assertThat(fixture.number("SELECT count(*) FROM payment WHERE payer_id = $1", member)).isZero();
    assertThat(
            fixture.number("SELECT count(*) FROM idempotency_record WHERE actor_id = $1", member))
        .isZero();
  }

  private long ordersOf(UUID member) {
    return fixture.number("SELECT count(*) FROM customer_order WHERE member_id = $1", member);
  }
}

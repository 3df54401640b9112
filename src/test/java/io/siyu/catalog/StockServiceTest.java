package io.siyu.catalog;

import static io.siyu.catalog.Shelf.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StockServiceTest {

  @Inject StockService stock;
  @Inject Shelf shelf;
  @Inject Database database;

  @Test
  void a_reservation_takes_every_line() {
    UUID grapes = shelf.sku(10);
    UUID melons = shelf.sku(5);

    await(stock.reserve(List.of(new StockLine(grapes, 3), new StockLine(melons, 5))));

    assertThat(shelf.stock(grapes)).isEqualTo(7);
    assertThat(shelf.stock(melons)).isZero();
  }

  @Test
  void a_reservation_that_cannot_be_met_takes_nothing_and_says_what_is_left() {
    UUID grapes = shelf.sku(10);
    UUID melons = shelf.sku(5);

    assertThatThrownBy(
            () -> await(stock.reserve(List.of(new StockLine(grapes, 3), new StockLine(melons, 6)))))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("OUT_OF_STOCK");
              assertThat(refusal.facts()).containsEntry("skuId", melons);
              assertThat(refusal.facts()).containsEntry("available", 5);
            });

    assertThat(shelf.stock(grapes)).isEqualTo(10);
    assertThat(shelf.stock(melons)).isEqualTo(5);
  }

  @Test
  void two_lines_of_one_sku_count_as_their_sum() {
    UUID grapes = shelf.sku(5);

    assertThatThrownBy(
            () -> await(stock.reserve(List.of(new StockLine(grapes, 3), new StockLine(grapes, 3)))))
        .isInstanceOf(Refusal.class);

    assertThat(shelf.stock(grapes)).isEqualTo(5);
  }

  @Test
  void units_given_back_can_be_reserved_again() {
    UUID grapes = shelf.sku(2);
    List<StockLine> all = List.of(new StockLine(grapes, 2));
    await(stock.reserve(all));

    await(stock.release(all));
    await(stock.reserve(all));

    assertThat(shelf.stock(grapes)).isZero();
  }

  @Test
  void a_reservation_falls_with_its_callers_transaction() {
    UUID grapes = shelf.sku(2);

    assertThatThrownBy(
            () ->
                await(
                    database.transaction(
                        () ->
                            stock
                                .reserve(List.of(new StockLine(grapes, 1)))
                                .chain(
                                    () ->
                                        Uni.createFrom()
                                            .<Void>failure(new IllegalStateException("later"))))))
        .isInstanceOf(IllegalStateException.class);

    assertThat(shelf.stock(grapes)).isEqualTo(2);
  }

  @Test
  void stock_is_never_oversold_however_many_order_at_once() {
    UUID grapes = shelf.sku(20);
    List<Uni<Boolean>> orders = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      orders.add(succeeds(stock.reserve(List.of(new StockLine(grapes, 1)))));
    }

    List<Boolean> served = await(Uni.join().all(orders).andFailFast());

    assertThat(served).filteredOn(success -> success).hasSize(20);
    assertThat(shelf.stock(grapes)).isZero();
  }

  @Test
  void orders_that_name_the_same_goods_in_opposite_order_do_not_block_each_other() {
    UUID grapes = shelf.sku(200);
    UUID melons = shelf.sku(200);
    List<Uni<Boolean>> orders = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      StockLine first = new StockLine(i % 2 == 0 ? grapes : melons, 1);
      StockLine second = new StockLine(i % 2 == 0 ? melons : grapes, 1);
      orders.add(succeeds(stock.reserve(List.of(first, second))));
    }

    assertThat(await(Uni.join().all(orders).andFailFast())).doesNotContain(false);

    assertThat(shelf.stock(grapes)).isEqualTo(100);
    assertThat(shelf.stock(melons)).isEqualTo(100);
  }

  @Test
  void an_unknown_sku_is_a_defect_of_the_caller() {
    List<StockLine> unknown = List.of(new StockLine(Ids.next(), 1));

    assertThatThrownBy(() -> await(stock.reserve(unknown)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> await(stock.release(unknown)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_line_has_at_least_one_unit() {
    assertThatThrownBy(() -> new StockLine(Ids.next(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StockLine(Ids.next(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Uni<Boolean> succeeds(Uni<Void> work) {
    return work.replaceWith(true).onFailure(Refusal.class).recoverWithItem(false);
  }
}

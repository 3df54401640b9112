package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.siyu.order.OrderCancellation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Buying, with one instance: who gets what, and that a refusal changes nothing. */
@QuarkusTest
class FlashSaleBuyingTest extends FlashSaleScenario {

  @Inject OrderCancellation cancellation;

  @Test
  void a_purchase_costs_the_flash_price_and_takes_its_slots() {
    sale(5, 3);
    UUID member = member();

    UUID order = buy(member, 2, "k1");

    assertThat(count("SELECT goods_fen AS n FROM customer_order WHERE id = $1", order))
        .isEqualTo(2 * 990);
    assertThat(count("SELECT count(*) AS n FROM flash_sale_slot WHERE order_id = $1", order))
        .isEqualTo(2);
    assertThat(left()).isEqualTo(3);
    assertThat(count("SELECT stock::bigint AS n FROM sku WHERE id = $1", sku))
        .isEqualTo(SKU_STOCK - 5);
  }

  @Test
  void outside_of_its_window_nothing_is_sold() {
    sale(5, 1, Instant.now().plusSeconds(60), Instant.now().plusSeconds(120));
    UUID member = member();
    List<Long> before = state();

    assertThat(refusal(member, 1, "k1")).isEqualTo("NOT_OPEN");
    assertThat(state()).isEqualTo(before);

    change(
        "UPDATE campaign SET opens_at = now() - interval '2 minutes', closes_at = now() WHERE id = $1",
        sale);
    emptyRedis();
    assertThat(refusal(member, 1, "k1")).isEqualTo("ENDED");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void more_than_the_limit_is_refused_over_all_attempts_of_a_member() {
    sale(9, 3);
    UUID member = member();
    buy(member, 2, "k1");
    List<Long> before = state();

    assertThat(refusal(member, 2, "k2")).isEqualTo("LIMIT_REACHED");
    assertThat(refusal(member(), 4, "k3")).isEqualTo("LIMIT_REACHED");
    // The gate has forgotten everything: PostgreSQL still knows.
    emptyRedis();
    assertThat(refusal(member, 2, "k4")).isEqualTo("LIMIT_REACHED");

    assertThat(state()).isEqualTo(before);
  }

  @Test
  void what_is_sold_out_is_refused() {
    sale(2, 2);
    buy(member(), 1, "k1");
    List<Long> before = state();

    assertThat(refusal(member(), 2, "k2")).isEqualTo("SOLD_OUT");

    assertThat(state()).isEqualTo(before);
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void malformed_wishes_and_unknown_items_are_refused() {
    sale(5, 5);
    UUID member = member();
    List<Long> before = state();

    for (int quantity : new int[] {Integer.MIN_VALUE, -1, 0, 21, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> attempt(member, quantity, "k")).isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(() -> attempt(member, 1, " ")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> attempt(member, 1, "k".repeat(65))).isInstanceOf(InvalidInput.class);
    FlashSaleAttempt unknown =
        FlashSaleAttempt.checked(member, UUID.randomUUID(), 1, pickUp(), "k");
    assertThatThrownBy(() -> await(buying.buy(unknown))).isInstanceOf(RequestFailure.class);

    assertThat(state()).isEqualTo(before);
  }

  @Test
  void a_sold_out_attempt_is_answered_while_every_table_is_locked() throws SQLException {
    sale(1, 1);
    buy(member(), 1, "k1");
    UUID late = member();

    whileEveryTableIsLocked(
        () -> {
          String answer = outcome(attempt(late, 1, "k2")).await().atMost(Duration.ofSeconds(30));
          assertThat(answer).isEqualTo("SOLD_OUT");
        });
  }

  @Test
  void a_retry_gets_its_order_again_whatever_happened_meanwhile() {
    sale(1, 1);
    UUID member = member();
    UUID order = buy(member, 1, "k1");

    assertThat(buy(member, 1, "k1")).isEqualTo(order);
    emptyRedis();
    assertThat(buy(member, 1, "k1")).isEqualTo(order);
    change("UPDATE campaign SET closes_at = now() WHERE id = $1", sale);
    emptyRedis();
    assertThat(buy(member, 1, "k1")).isEqualTo(order);

    assertThat(sold()).isEqualTo(1);
  }

  @Test
  void the_same_key_with_another_wish_is_refused() {
    sale(5, 5);
    UUID member = member();
    buy(member, 1, "k1");
    List<Long> before = state();

    assertThat(refusal(member, 2, "k1")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    UUID firstItem = item;
    sale(5, 5);
    assertThat(refusal(member, 1, "k1")).isEqualTo("IDEMPOTENCY_KEY_REUSED");

    assertThat(left()).isEqualTo(5);
    item = firstItem;
    assertThat(state().subList(0, 5)).isEqualTo(before.subList(0, 5));
  }

  @Test
  void twenty_duplicates_at_once_buy_once() {
    sale(5, 5);
    UUID member = member();
    List<Uni<UUID>> attempts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      attempts.add(Uni.createFrom().deferred(() -> buying.buy(attempt(member, 1, "same"))));
    }

    List<UUID> orders = await(Uni.join().all(attempts).usingConcurrencyOf(20).andFailFast());

    assertThat(new HashSet<>(orders)).hasSize(1);
    assertThat(sold()).isEqualTo(1);
    assertThat(left()).isEqualTo(4);
  }

  @Test
  void three_hundred_at_once_buy_ten_units_though_redis_is_emptied_in_between() {
    sale(10, 1);
    List<UUID> members = members(150);
    AtomicInteger bought = new AtomicInteger();
    AtomicBoolean emptied = new AtomicBoolean();

    // Everybody tries twice, with a key of its own each time.
    List<String> outcomes =
        await(
            Multi.createFrom()
                .range(0, 300)
                .onItem()
                .transformToUni(
                    i ->
                        outcome(attempt(members.get(i % 150), 1, "k" + i))
                            .call(
                                outcome ->
                                    outcome.equals("BOUGHT")
                                            && bought.incrementAndGet() >= 3
                                            && emptied.compareAndSet(false, true)
                                        ? redis.execute("FLUSHALL")
                                        : Uni.createFrom().voidItem()))
                .merge(60)
                .collect()
                .asList());

    assertThat(emptied).isTrue();
    assertThat(outcomes).hasSize(300).contains("BOUGHT", "SOLD_OUT").doesNotContain("SALE_PAUSED");
    assertThat(outcomes.stream().filter("BOUGHT"::equals)).hasSize(10);
    assertThat(state().subList(0, 5)).startsWith(10L, 10L, 10L, 10L);
    assertThat(
            count(
                "SELECT count(DISTINCT member_id) AS n FROM flash_sale_purchase WHERE item_id = $1",
                item))
        .isEqualTo(10);
  }

  @Test
  void the_unit_of_a_cancelled_order_is_sold_again_and_the_member_may_buy_again() {
    sale(1, 1);
    UUID member = member();
    UUID order = buy(member, 1, "k1");
    assertThat(refusal(member(), 1, "k2")).isEqualTo("SOLD_OUT");

    await(cancellation.cancel(order, "TEST"));
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> left() == 1);

    UUID again = buy(member, 1, "k3");
    assertThat(again).isNotEqualTo(order);
    assertThat(sold()).isEqualTo(1);
    assertThat(buy(member, 1, "k1")).isEqualTo(order);
    assertThat(count("SELECT stock::bigint AS n FROM sku WHERE id = $1", sku))
        .isEqualTo(SKU_STOCK - 1);
  }
}

package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.order.OrderCancellation;
import io.siyu.testing.Background;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Setting a sale up, watching it, and what becomes of its stock. */
@QuarkusTest
class FlashSaleSetupTest extends FlashSaleScenario {

  private static final Instant OPENS = Instant.now().minusSeconds(60);
  private static final Instant FAR = Instant.now().plus(Duration.ofDays(4000));
  private static final Instant CLOSES = Instant.now().plusSeconds(3600);

  @Inject FlashSaleQueries queries;
  @Inject FlashSaleProgressFeed progress;
  @Inject Background background;
  @Inject OrderCancellation cancellation;
  @Inject MovableClock clock;

  private final UUID operator = UUID.randomUUID();

  @AfterEach
  void let_time_and_jobs_go_on() {
    clock.reset();
    jobs.end();
  }

  @Test
  void a_sale_takes_its_units_out_of_the_stock_and_is_on_record() {
    sale(30, 2);

    assertThat(stock()).isEqualTo(SKU_STOCK - 30);
    assertThat(count("SELECT count(*) AS n FROM flash_sale_slot WHERE item_id = $1", item))
        .isEqualTo(30);
    assertThat(
            count(
                "SELECT count(*) AS n FROM audit_entry WHERE action = 'createFlashSale' AND subject = $1",
                FlashSaleView.ID.encode(sale)))
        .isEqualTo(1);
    assertThat(count("SELECT count(*) AS n FROM campaign_transition WHERE campaign_id = $1", sale))
        .isEqualTo(1);
  }

  @Test
  void the_same_request_makes_one_sale() {
    product();
    NewFlashSale wanted = wanted(10, 1);

    UUID first = await(setup.create(operator, wanted));

    assertThat(await(setup.create(operator, wanted))).isEqualTo(first);
    assertThat(stock()).isEqualTo(SKU_STOCK - 10);
  }

  @Test
  void a_sale_that_the_stock_does_not_cover_is_refused_as_a_whole() {
    product();
    long before = count("SELECT count(*) AS n FROM campaign");

    assertThatThrownBy(() -> await(setup.create(operator, wanted(SKU_STOCK + 1, 1))))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("OUT_OF_STOCK"));

    assertThat(stock()).isEqualTo(SKU_STOCK);
    assertThat(count("SELECT count(*) AS n FROM campaign")).isEqualTo(before);
  }

  @Test
  void what_breaks_a_rule_is_refused() {
    product();
    NewFlashSale.Item good = new NewFlashSale.Item(sku, Money.ofFen(1), 5, 1);
    List<NewFlashSale> bad =
        List.of(
            new NewFlashSale(" ", null, OPENS, CLOSES, List.of(good), "k"),
            new NewFlashSale("长".repeat(61), null, OPENS, CLOSES, List.of(good), "k"),
            new NewFlashSale("名", null, CLOSES, CLOSES, List.of(good), "k"),
            new NewFlashSale("名", null, OPENS.minusSeconds(9), OPENS, List.of(good), "k"),
            new NewFlashSale("名", null, OPENS, OPENS.plus(Duration.ofDays(32)), List.of(good), "k"),
            new NewFlashSale("名", null, Instant.MIN, CLOSES, List.of(good), "k"),
            new NewFlashSale("名", null, OPENS, Instant.MAX, List.of(good), "k"),
            new NewFlashSale("名", null, FAR, FAR.plusSeconds(60), List.of(good), "k"),
            new NewFlashSale("名", null, OPENS, CLOSES, List.of(), "k"),
            new NewFlashSale("名", null, OPENS, CLOSES, List.of(good, good), "k"),
            new NewFlashSale("名", null, OPENS, CLOSES, Collections.nCopies(21, good), "k"),
            with(new NewFlashSale.Item(sku, Money.ofFen(0), 5, 1)),
            with(new NewFlashSale.Item(sku, Money.ofFen(-5), 5, 1)),
            with(new NewFlashSale.Item(sku, Money.ofFen(1), 0, 1)),
            with(new NewFlashSale.Item(sku, Money.ofFen(1), 10_001, 1)),
            with(new NewFlashSale.Item(sku, Money.ofFen(1), 5, 6)),
            with(new NewFlashSale.Item(sku, Money.ofFen(1), 5, 0)));

    for (NewFlashSale sale : bad) {
      assertThatThrownBy(() -> await(setup.create(operator, sale)))
          .isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(
            () ->
                await(
                    setup.create(
                        operator,
                        with(new NewFlashSale.Item(UUID.randomUUID(), Money.ofFen(1), 5, 1)))))
        .isInstanceOf(RequestFailure.class);
    assertThat(stock()).isEqualTo(SKU_STOCK);
  }

  @Test
  void what_is_unsold_at_the_end_comes_back_to_the_stock_late_cancellations_included() {
    sale(10, 2);
    UUID kept = buy(member(), 2, "k1");
    UUID cancelled = buy(member(), 1, "k2");
    background.run("campaign-lifecycle");
    change("UPDATE campaign SET closes_at = now() WHERE id = $1", sale);
    background.run("campaign-lifecycle");
    background.run("flash-sale-unsold-stock");
    assertThat(stock()).isEqualTo(SKU_STOCK - 3);

    await(cancellation.cancel(cancelled, "TEST"));
    background.run("flash-sale-unsold-stock");
    background.run("flash-sale-unsold-stock");

    assertThat(stock()).isEqualTo(SKU_STOCK - 2);
    assertThat(count("SELECT count(*) AS n FROM flash_sale_slot WHERE order_id = $1", kept))
        .isEqualTo(2);
    assertThat(count("SELECT count(*) AS n FROM campaign_transition WHERE campaign_id = $1", sale))
        .isEqualTo(3);
  }

  @Test
  void what_is_left_is_told_with_and_without_a_gate() {
    sale(10, 5);
    assertThat(view().left()).isEqualTo(10);
    buy(member(), 4, "k1");
    assertThat(view().left()).isEqualTo(6);
    emptyRedis();
    assertThat(view().left()).isEqualTo(6);

    change("UPDATE campaign SET closes_at = now() WHERE id = $1", sale);
    assertThat(view().left()).isZero();
    assertThat(await(queries.byId(sale)).phase()).isEqualTo(FlashSalePhase.OVER);
    assertThat(await(queries.current()).stream().map(FlashSaleView::id))
        .doesNotContain(FlashSaleView.ID.encode(sale));
    assertThatThrownBy(() -> await(queries.byId(UUID.randomUUID())))
        .isInstanceOf(RequestFailure.class);
  }

  @Test
  void watchers_see_the_state_at_once_and_every_change() {
    sale(10, 5);
    List<Integer> seen = new CopyOnWriteArrayList<>();
    List<Integer> seenByOther = new CopyOnWriteArrayList<>();
    var first = progress.watch(sale).subscribe().with(view -> seen.add(view.items().get(0).left()));
    var second =
        progress.watch(sale).subscribe().with(view -> seenByOther.add(view.items().get(0).left()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> seen.contains(10) && seenByOther.contains(10));

    buy(member(), 4, "k1");

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> seen.contains(6) && seenByOther.contains(6));
    first.cancel();
    second.cancel();
  }

  @Test
  void a_watcher_sees_a_sale_open_although_nobody_tells_of_it() {
    sale(10, 5, CLOSES, CLOSES.plusSeconds(3600));
    jobs.begin();
    List<FlashSaleProgress> seen = new CopyOnWriteArrayList<>();
    var watcher = progress.watch(sale).subscribe().with(seen::add);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !seen.isEmpty());
    assertThat(seen.get(0).phase()).isEqualTo(FlashSalePhase.UPCOMING);

    clock.advance(Duration.ofMinutes(90));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> seen.get(seen.size() - 1).phase() == FlashSalePhase.OPEN);

    assertThat(seen).as("the time alone is no news").hasSize(2);
    watcher.cancel();
  }

  private FlashSaleItemView view() {
    return await(queries.byId(sale)).items().get(0);
  }

  private long stock() {
    return count("SELECT stock::bigint AS n FROM sku WHERE id = $1", sku);
  }

  private NewFlashSale wanted(int stock, int limit) {
    return with(new NewFlashSale.Item(sku, Money.ofFen(990), stock, limit));
  }

  private static NewFlashSale with(NewFlashSale.Item item) {
    return new NewFlashSale("周三秒杀", "限量", OPENS, CLOSES, List.of(item), "setup-key");
  }
}

package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.kernel.Refusal;
import io.siyu.order.OrderFulfilment;
import io.siyu.testing.PausedJobs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of three boxes was crushed: units of entries whose chain has succeeded. */
@QuarkusTest
class ChainPartRefundTest extends ChainLadderScenario {

  @Inject PartRefunds parts;
  @Inject OrderFulfilment fulfilment;
  @Inject SettlementRows rows;
  @Inject PausedJobs jobs;

  @AfterEach
  void jobs_run_again() {
    jobs.end();
  }

  @Test
  void a_unit_comes_back_for_what_it_cost_in_the_end_and_the_entry_stays() {
    LadderChain chain = ladders.published(ChainUnit.UNITS, 2, ORANGES);
    UUID member = fixture.member("小满");
    UUID entry = ladders.joinAndPay(member, chain, List.of(3));
    ladders.end(chain);
    fixture.awaitQuiet();
    long stock = fixture.skuStock(chain.chain());
    assertThat(parts.pendingPoints(member)).isEqualTo(105);

    parts.units(entry, chain.chain().sku(), 1);
    fixture.settle();

    assertThat(ladders.netOf(entry)).isEqualTo(2 * 3500);
    assertThat(isConfirmed(entry)).isTrue();
    assertThat(parts.unitsLeft(entry)).isEqualTo(2);
    assertThat(fixture.skuStock(chain.chain())).as("as for the whole").isEqualTo(stock + 1);
    assertThat(parts.pendingPoints(member)).isEqualTo(70);
    assertThat(fixture.chain(chain.chain()).have()).as("nobody's price changes").isEqualTo(3);
    ChainReconciliation.Line line = reconciliationOf(chain);
    assertThat(line.isBalanced()).isTrue();
    assertThat(line.differences().due().fen()).isEqualTo(3 * 400);
    assertThat(line.money().refundDecided().fen()).isEqualTo(3 * 400 + 3500);
  }

  @Test
  void a_sum_leaves_the_goods_sold_and_their_units_are_refunded_for_what_is_left() {
    LadderChain chain = ladders.published(ChainUnit.UNITS, 2, ORANGES);
    UUID member = fixture.member("小满");
    UUID entry = ladders.joinAndPay(member, chain, List.of(3));
    String before = print(chain);
    assertThatThrownBy(() -> parts.sum(entry, 100)).hasMessageContaining("has not succeeded yet");
    assertThat(print(chain)).isEqualTo(before);
    ladders.end(chain);
    fixture.awaitQuiet();
    long stock = fixture.skuStock(chain.chain());

    parts.sum(entry, 1000);

    assertThat(parts.unitsLeft(entry)).isEqualTo(3);
    assertThat(fixture.skuStock(chain.chain())).isEqualTo(stock);
    assertThat(ladders.netOf(entry)).isEqualTo(3 * 3500 - 1000);
    assertThat(parts.pendingPoints(member)).isEqualTo(95);
    assertThatThrownBy(() -> parts.sum(entry, 9501)).hasMessageContaining("9500 fen are left");
    parts.units(entry, chain.chain().sku(), 1);
    // 95.00 over three units; what does not divide comes back with the first.
    assertThat(ladders.netOf(entry)).isEqualTo(9500 - 3167);
    parts.units(entry, chain.chain().sku(), 2);
    assertThat(ladders.netOf(entry)).isZero();
    assertThatThrownBy(() -> parts.sum(entry, 1)).hasMessageContaining("whole order is refunded");
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void the_last_unit_is_the_refund_of_the_whole() {
    LadderChain chain = ladders.published(ChainUnit.UNITS, 2, ORANGES);
    UUID entry = ladders.joinAndPay(chain, 3);
    ladders.end(chain);
    long stock = fixture.skuStock(chain.chain());

    parts.units(entry, chain.chain().sku(), 2);
    assertThat(fixture.stateOf(entry)).isEqualTo("CONFIRMED");
    parts.units(entry, chain.chain().sku(), 1);

    assertThat(fixture.stateOf(entry)).isEqualTo("WITHDRAWN");
    assertThat(ladders.netOf(entry)).isZero();
    assertThat(statusOf(entry)).isEqualTo("REFUNDED");
    assertThat(parts.unitsLeft(entry)).isZero();
    assertThat(fixture.skuStock(chain.chain())).isEqualTo(stock + 3);
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void the_whole_gives_back_what_is_left_of_goods_and_limit() {
    Published chain = fixture.published(Plan.minimumOrders(1).perMember(5));
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 5);
    end(chain);
    long stock = fixture.skuStock(chain);

    parts.units(entry, chain.sku(), 2);
    assertThat(taken(chain)).isEqualTo(3);
    parts.whole(entry);

    assertThat(fixture.skuStock(chain)).isEqualTo(stock + 5);
    assertThat(taken(chain)).isZero();
    assertThat(ladders.netOf(entry)).isZero();
  }

  @Test
  void until_the_entry_is_confirmed_it_is_refunded_as_a_whole_and_told_why() {
    jobs.begin();
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID entry = ladders.joinAndPay(chain, 3);
    UUID other = ladders.joinAndPay(chain, 3);
    ladders.joinAndPay(chain, 3);
    String open = print(chain);
    assertThat(parts.refusal(entry, chain.chain().sku(), 1)).contains("has not succeeded yet");
    assertThat(print(chain)).isEqualTo(open);
    settled(chain);

    String settled = print(chain);
    assertThat(parts.refusal(entry, chain.chain().sku(), 1)).contains("has just succeeded");
    assertThat(print(chain)).isEqualTo(settled);
    parts.units(other, chain.chain().sku(), 3);
    fixture.settle();

    assertThat(fixture.stateOf(other)).isEqualTo("WITHDRAWN");
    assertThat(ladders.differenceOf(other)).isZero();
    assertThat(ladders.differenceOf(entry)).isEqualTo(3 * 400);
    parts.units(entry, chain.chain().sku(), 1);
    assertThat(ladders.netOf(entry)).isEqualTo(2 * 3500);
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void of_a_failed_chain_nothing_is_refunded_in_parts() {
    jobs.begin();
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID entry = ladders.joinAndPay(chain, 3);
    settled(chain);

    assertThat(parts.refusal(entry, chain.chain().sku(), 1)).contains("has failed");

    fixture.settle();
    assertThat(ladders.netOf(entry)).isZero();
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void goods_that_were_handed_over_are_paid_back_and_not_returned() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 3);
    end(chain);
    UUID order = fixture.orderOf(entry);
    fixture.await(fulfilment.markReady(chain.operator(), order));
    fixture.await(fulfilment.handOver(chain.operator(), order));
    fixture.awaitQuiet();
    assertThat(fixture.stateOf(entry)).isEqualTo("FULFILLED");
    long stock = fixture.skuStock(chain);

    parts.units(entry, chain.sku(), 1);
    parts.units(entry, chain.sku(), 2);

    assertThat(fixture.stateOf(entry)).isEqualTo("FULFILLED");
    assertThat(statusOf(entry)).isEqualTo("REFUNDED");
    assertThat(fixture.skuStock(chain)).isEqualTo(stock);
    assertThat(parts.unitsLeft(entry)).isZero();
  }

  @Test
  void the_same_units_are_refunded_once_however_many_operators_do_it() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 3);
    end(chain);
    long stock = fixture.skuStock(chain);
    List<Uni<Object>> racers =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    parts
                        .ask(entry, chain.sku(), 1)
                        .map(done -> (Object) done)
                        .onFailure(Refusal.class)
                        .recoverWithItem(refusal -> ((Refusal) refusal).code()))
            .toList();

    List<Object> answers = fixture.await(Uni.join().all(racers).andFailFast());

    assertThat(answers.stream().filter(UUID.class::isInstance)).hasSize(3);
    assertThat(answers.stream().filter("REFUND_EXCEEDS_PAID"::equals)).hasSize(9);
    assertThat(fixture.skuStock(chain)).isEqualTo(stock + 3);
    assertThat(ladders.netOf(entry)).isZero();
    assertThat(fixture.stateOf(entry)).as("one of them took the last").isEqualTo("WITHDRAWN");
    assertThat(statusOf(entry)).isEqualTo("REFUNDED");
  }

  @Test
  void parts_that_race_the_end_of_the_chain_come_after_the_difference_or_not_at_all() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    List<UUID> entries = IntStream.range(0, 6).mapToObj(i -> ladders.joinAndPay(chain, 3)).toList();
    fixture.passDeadline(chain.chain());
    List<Uni<UUID>> racers =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    parts
                        .ask(entries.get(i % 6), chain.chain().sku(), 1)
                        .onFailure(Refusal.class)
                        .retry()
                        .until(refusal -> ((Refusal) refusal).code().equals("NOT_REFUNDABLE")))
            .toList();

    CompletableFuture<?> race =
        Uni.join().all(racers).andFailFast().subscribeAsCompletionStage().toCompletableFuture();
    fixture.settle();
    race.orTimeout(60, TimeUnit.SECONDS).join();

    for (UUID entry : entries) {
      assertThat(isConfirmed(entry)).isTrue();
      assertThat(ladders.differenceOf(entry)).isEqualTo(3 * 700);
      assertThat(ladders.netOf(entry)).isEqualTo(3200);
    }
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  /** With what the entries' lines say. */
  private String print(LadderChain chain) {
    return fixture.fingerprint(chain.chain())
        + fixture.number(
            """
            SELECT coalesce(sum(l.refunded_quantity), 0) FROM chain_entry_line l
            JOIN chain_entry e ON e.id = l.entry_id WHERE e.chain_id = $1""",
            chain.id());
  }

  private void settled(LadderChain chain) {
    fixture.execute(
        "UPDATE chain SET state = 'CLOSED', deadline = now(), closed_at = now() WHERE id = $1",
        chain.id());
    assertThat(fixture.await(database.transaction(() -> rows.settle(chain.id())))).isEqualTo(1);
  }

  private void end(Published chain) {
    fixture.passDeadline(chain);
    fixture.settle();
  }

  private long taken(Published chain) {
    return fixture.number("SELECT taken FROM chain_member_quota WHERE item_id = $1", chain.item());
  }

  private String statusOf(UUID entry) {
    return fixture.text("SELECT status FROM customer_order WHERE id = $1", fixture.orderOf(entry));
  }
}

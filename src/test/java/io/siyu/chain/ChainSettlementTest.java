package io.siyu.chain;

import static io.siyu.chain.ChainJoiningTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How chains end; among it every line of the group orders in the list of known bugs. */
@QuarkusTest
class ChainSettlementTest {

  @Inject ChainFixture fixture;
  @Inject ChainManagement management;
  @Inject ChainReconciliation reconciliation;
  @Inject OrderRefunds refunds;
  @Inject Database database;
  @Inject SettlementRows rows;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_chain_that_reached_its_minimum_succeeds_and_may_ship() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID first = fixture.joinAndPay(fixture.member("小满"), chain, 3);
    UUID second = fixture.joinAndPay(fixture.member("谷雨"), chain, 2);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    fixture.passDeadline(chain);

    fixture.settle();

    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(fixture.stateOf(first)).isEqualTo("CONFIRMED");
    assertThat(fixture.stateOf(second)).isEqualTo("CONFIRMED");
    // 100 went into the chain, 5 were sold.
    assertThat(fixture.itemStock(chain)).isZero();
    assertThat(fixture.skuStock(chain)).isEqualTo(95);
    assertThat(refundsOf(chain)).isZero();
  }

  @Test
  void an_unformed_chain_is_never_a_success() {
    Published chain = fixture.published(Plan.minimumOrders(3));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    // Reserved entries do not count, however many there are.
    fixture.members(4).forEach(member -> fixture.await(fixture.join(member, chain, 1)));
    fixture.passDeadline(chain);

    fixture.settle();

    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.SETTLED);
    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
  }

  @Test
  void every_entry_of_a_failed_chain_is_refunded_by_its_own_order() {
    Published chain = fixture.published(Plan.minimumOrders(10));
    List<UUID> entries = new ArrayList<>();
    for (UUID member : fixture.members(4)) {
      entries.add(fixture.joinAndPay(member, chain, entries.size() + 1));
    }
    fixture.passDeadline(chain);

    fixture.settle();

    for (int i = 0; i < entries.size(); i++) {
      assertThat(
              fixture.number(
                  "SELECT sum(amount_fen)::bigint FROM order_refund WHERE order_id = $1",
                  fixture.orderOf(entries.get(i))))
          .isEqualTo((i + 1L) * ChainFixture.PRICE_FEN);
    }
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
    assertThat(reconciliationOf(chain).woundUp()).isTrue();
  }

  @Test
  void the_money_of_a_failed_chain_really_moves() {
    Published chain = fixture.published(Plan.minimumOrders(10));
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 1);
    fixture.passDeadline(chain);

    fixture.settle();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(reconciliationOf(chain).money().refundSucceeded().fen())
                    .isEqualTo(ChainFixture.PRICE_FEN));
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM refund r JOIN payment p ON p.id = r.payment_id
                WHERE p.order_id = $1 AND r.state = 'SUCCEEDED'""",
                fixture.orderOf(entry)))
        .isEqualTo(1);
  }

  @Test
  void two_simultaneous_last_payers_leave_the_chain_reached() {
    for (int round = 0; round < 5; round++) {
      Published chain = fixture.published(Plan.minimumOrders(3));
      fixture.joinAndPay(fixture.member("小满"), chain, 1);
      List<Uni<Void>> last =
          fixture.members(2).stream()
              .map(member -> fixture.await(fixture.join(member, chain, 1)))
              .map(fixture::payLater)
              .toList();

      fixture.await(Uni.join().all(last).andFailFast());
      assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
      fixture.passDeadline(chain);
      fixture.settle();

      assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
      assertThat(refundsOf(chain)).isZero();
    }
  }

  @Test
  void a_payment_after_the_deadline_is_kept_and_refunded() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID entry = fixture.await(fixture.join(fixture.member("晚到"), chain, 1));
    fixture.passDeadline(chain);

    fixture.pay(entry);
    fixture.settle();

    assertThat(fixture.stateOf(entry)).isEqualTo("EXPIRED");
    assertThat(fixture.entries(chain)).isEmpty();
    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(fixture.text("SELECT status FROM customer_order WHERE source_id = $1", chain.id()))
        .isEqualTo("REFUNDED");
    assertThat(reconciliationOf(chain).money().paid().fen()).isEqualTo(ChainFixture.PRICE_FEN);
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
  }

  @Test
  void a_payment_in_time_counts_however_late_its_notice() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    UUID entry = fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));
    fixture.payWithoutNotice(entry);
    assertThat(fixture.stateOf(entry)).isEqualTo("RESERVED");
    fixture.passDeadline(chain);

    fixture.settle();

    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(fixture.stateOf(entry)).isEqualTo("CONFIRMED");
    assertThat(fixture.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2);
    // The notice comes at last, and changes nothing.
    fixture.pay(entry);
    assertThat(refundsOf(chain)).isZero();
    assertThat(fixture.stateOf(entry)).isEqualTo("CONFIRMED");
  }

  @Test
  void a_chain_is_settled_once_however_often_the_job_runs() {
    Published chain = fixture.published(Plan.minimumOrders(10));
    fixture.members(3).forEach(member -> fixture.joinAndPay(member, chain, 1));
    fixture.passDeadline(chain);

    Stream.of(1, 2, 3).parallel().forEach(run -> fixture.settle());
    fixture.settle();

    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain_transition
                WHERE chain_id = $1 AND to_state = 'SETTLED'""",
                chain.id()))
        .isEqualTo(1);
    assertThat(refundsOf(chain)).isEqualTo(3);
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
  }

  @Test
  void a_second_settlement_cannot_even_be_written_down() {
    Published chain = fixture.published(Plan.minimumOrders(10));
    fixture.passDeadline(chain);
    fixture.settle();
    String before = fixture.fingerprint(chain);

    assertThat(fixture.await(database.transaction(() -> rows.settle(chain.id())))).isZero();
    assertThatThrownBy(
            () ->
                fixture.execute(
                    """
                    INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
                    VALUES ($1, 'CLOSED', 'SETTLED', 'FAILED', now())""",
                    chain.id()))
        .hasMessageContaining("chain_settled_once");
    assertThatThrownBy(
            () ->
                fixture.execute("UPDATE chain SET outcome = 'SUCCEEDED' WHERE id = $1", chain.id()))
        .hasMessageContaining("chain_outcome_is_earned");

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  @Test
  void a_settlement_that_stopped_between_two_refunds_goes_on() {
    Published chain = fixture.published(Plan.minimumOrders(10));
    List<UUID> entries = new ArrayList<>();
    fixture.members(5).forEach(member -> entries.add(fixture.joinAndPay(member, chain, 1)));
    // As a run leaves it that was killed after the second refund.
    fixture.execute(
        """
        UPDATE chain SET state = 'SETTLED', outcome = 'FAILED', deadline = now(), settled_at = now()
        WHERE id = $1""",
        chain.id());
    for (UUID entry : entries.subList(0, 2)) {
      UUID order = fixture.orderOf(entry);
      fixture.await(database.transaction(() -> refunds.refundWhole(order, "CHAIN_NOT_FORMED")));
    }

    fixture.settle();

    assertThat(refundsOf(chain)).isEqualTo(5);
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
    assertThat(fixture.entries(chain)).allMatch(EntryTerms::isStruckThrough);
  }

  @Test
  void a_cancelled_chain_refunds_paid_entries_and_ends_reserved_ones() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID paid = fixture.joinAndPay(fixture.member("小满"), chain, 1);
    UUID reserved = fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));

    fixture.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));
    refused("CHAIN_CLOSED", () -> fixture.await(fixture.join(fixture.member("晚到"), chain, 1)));
    fixture.settle();

    assertThat(fixture.stateOf(paid)).isEqualTo("PAID");
    assertThat(fixture.stateOf(reserved)).isEqualTo("EXPIRED");
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
    assertThat(reconciliationOf(chain).woundUp()).isTrue();
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
    String before = fixture.fingerprint(chain);
    refused(
        "WRONG_STATE",
        () ->
            fixture.await(
                management.cancel(chain.operator(), chain.id(), "再取消", ChainFixture.key())));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  @Test
  void goods_given_back_after_the_end_go_to_the_shop() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 4);
    fixture.passDeadline(chain);
    fixture.settle();
    assertThat(fixture.skuStock(chain)).isEqualTo(96);

    UUID order = fixture.orderOf(entry);
    fixture.await(database.transaction(() -> refunds.refundWhole(order, "REFUNDED_BY_OPERATOR")));

    assertThat(fixture.skuStock(chain)).isEqualTo(100);
    assertThat(fixture.itemStock(chain)).isZero();
    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
  }

  private long refundsOf(Published chain) {
    return fixture.number(
        """
        SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
        WHERE o.source_id = $1""",
        chain.id());
  }

  private ChainReconciliation.Line reconciliationOf(Published chain) {
    return fixture.await(reconciliation.page(50, null)).items().stream()
        .filter(line -> line.chain().id().equals(chain.id()))
        .findFirst()
        .orElseThrow();
  }
}

package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.payment.SandboxBehaviour;
import io.siyu.payment.SandboxPayments;
import io.siyu.platform.job.JobScheduler;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ends of chains that somebody or something gets in the way of. */
@QuarkusTest
class ChainEndRacesTest {

  private static final int ROUNDS = 6;

  @Inject ChainFixture fixture;
  @Inject ChainManagement management;
  @Inject ChainClosing closing;
  @Inject ChainWithdrawal withdrawal;
  @Inject ChainReconciliation reconciliation;
  @Inject SandboxPayments sandbox;
  @Inject JobScheduler jobs;
  @Inject MeterRegistry meters;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_withdrawal_that_races_the_close_comes_before_it_or_is_refused() {
    for (int round = 0; round < ROUNDS; round++) {
      Published chain = fixture.published(Plan.minimumOrders(1));
      fixture.joinAndPay(fixture.member("小满"), chain, 1);
      UUID leaver = fixture.member("谷雨");
      UUID entry = fixture.joinAndPay(leaver, chain, 1);
      AtomicReference<Throwable> refusal = new AtomicReference<>();

      together(
          withdrawal.withdraw(leaver, entry, ChainFixture.key()).onFailure().invoke(refusal::set),
          closing.closeAsOperator(chain.operator(), chain.id(), true, ChainFixture.key()));
      fixture.settle();

      boolean withdrew = refusal.get() == null;
      assertThat(fixture.stateOf(entry)).isEqualTo(withdrew ? "WITHDRAWN" : "CONFIRMED");
      assertThat(refundsOf(chain)).isEqualTo(withdrew ? 1 : 0);
      assertThat(fixture.chain(chain).have()).isEqualTo(withdrew ? 1 : 2);
      assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    }
  }

  @Test
  void a_cancellation_that_races_the_settlement_leaves_one_end() {
    for (int round = 0; round < ROUNDS; round++) {
      boolean reached = round % 2 == 0;
      Published chain = fixture.published(Plan.minimumOrders(reached ? 2 : 5));
      fixture.members(2).forEach(member -> fixture.joinAndPay(member, chain, 1));
      fixture.passDeadline(chain);
      AtomicReference<Throwable> refusal = new AtomicReference<>();

      together(
          jobs.runNow("chain-settlement"),
          management
              .cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key())
              .onFailure()
              .invoke(refusal::set));
      fixture.settle();

      boolean cancelled = refusal.get() == null;
      assertThat(fixture.chain(chain).state())
          .isEqualTo(cancelled ? ChainState.CANCELLED : ChainState.SETTLED);
      assertThat(ends(chain)).isEqualTo(1);
      assertThat(refundsOf(chain)).isEqualTo(cancelled || !reached ? 2 : 0);
      assertThat(fixture.skuStock(chain)).isEqualTo(cancelled || !reached ? 100 : 98);
      if (cancelled || !reached) {
        assertGivenBack(chain);
      }
    }
  }

  @Test
  void a_chain_that_is_called_off_while_it_is_closed_gives_everything_back() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    fixture.members(2).forEach(member -> fixture.joinAndPay(member, chain, 1));
    UUID unknown = fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));
    fixture.payWithoutNotice(unknown);
    String gateway = makeUnreachable(unknown);
    try {
      fixture.await(
          closing.closeAsOperator(chain.operator(), chain.id(), false, ChainFixture.key()));
      fixture.settle();
      assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.CLOSED);

      fixture.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));
    } finally {
      makeReachable(gateway);
    }
    fixture.settle();

    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.CANCELLED);
    assertThat(fixture.stateOf(unknown)).isEqualTo("EXPIRED");
    assertThat(refundsOf(chain)).isEqualTo(3);
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
    assertGivenBack(chain);
  }

  @Test
  void a_chain_waits_for_a_gateway_that_cannot_be_reached_and_counts_what_was_paid_in_time() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    UUID entry = fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));
    fixture.await(sandbox.pay(fixture.orderOf(entry), SandboxBehaviour.telling(List.of(3600))));
    String gateway = makeUnreachable(entry);
    double before = passedOver("chain-settlement");
    try {
      fixture.passDeadline(chain);
      fixture.settle();
      fixture.settle();

      assertThat(passedOver("chain-settlement")).as("operations see it").isGreaterThan(before);
      assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.CLOSED);
      assertThat(fixture.stateOf(entry)).isEqualTo("RESERVED");
      assertThat(refundsOf(chain)).isZero();

      fixture.execute("UPDATE sandbox_notice SET due_at = now() WHERE out_trade_no = $1", gateway);
      fixture.await(jobs.runNow("sandbox-notices"));
      assertThat(fixture.stateOf(entry)).isEqualTo("PAID");
      fixture.settle();
    } finally {
      makeReachable(gateway);
    }

    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(fixture.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2);
    assertThat(fixture.stateOf(entry)).isEqualTo("CONFIRMED");
    assertThat(refundsOf(chain)).isZero();
  }

  private double passedOver(String job) {
    return meters.counter("siyu.job.passed.over", "job", job).count();
  }

  /**
   * The gateway fails whenever this trade shall be closed.
   *
   * @return the trade's number
   */
  private String makeUnreachable(UUID entry) {
    String trade =
        fixture.text(
            "SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1",
            fixture.orderOf(entry));
    fixture.execute(
        """
        CREATE FUNCTION fail_%s() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the gateway cannot be reached'; END $$"""
            .formatted(trade));
    fixture.execute(
        """
        CREATE TRIGGER fail_%s BEFORE UPDATE ON sandbox_trade FOR EACH ROW
        WHEN (OLD.out_trade_no = '%s') EXECUTE FUNCTION fail_%s()"""
            .formatted(trade, trade, trade));
    return trade;
  }

  private void makeReachable(String trade) {
    fixture.execute("DROP TRIGGER fail_" + trade + " ON sandbox_trade");
    fixture.execute("DROP FUNCTION fail_" + trade);
  }

  /** Both are tried, whatever becomes of the other. */
  private void together(Uni<?> one, Uni<?> other) {
    fixture.await(
        Uni.join()
            .all(
                one.replaceWithVoid().onFailure().recoverWithNull(),
                other.replaceWithVoid().onFailure().recoverWithNull())
            .andCollectFailures());
  }

  private long ends(Published chain) {
    return fixture.number(
        """
        SELECT count(*) FROM chain_transition
        WHERE chain_id = $1 AND to_state IN ('SETTLED', 'CANCELLED')""",
        chain.id());
  }

  private long refundsOf(Published chain) {
    return fixture.number(
        """
        SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
        WHERE o.source_id = $1""",
        chain.id());
  }

  private void assertGivenBack(Published chain) {
    ChainReconciliation.Line line =
        fixture.await(reconciliation.page(50, null)).items().stream()
            .filter(one -> one.chain().id().equals(chain.id()))
            .findFirst()
            .orElseThrow();
    assertThat(line.isBalanced()).isTrue();
    assertThat(line.woundUp()).isTrue();
  }
}

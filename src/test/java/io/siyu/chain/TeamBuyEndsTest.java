package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How team buys end with their teams. */
@QuarkusTest
class TeamBuyEndsTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject ChainManagement management;
  @Inject ChainClosing closing;
  @Inject MovableClock clock;
  @Inject ChainReconciliation reconciliation;

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    clock.reset();
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void a_team_buy_waits_for_its_teams_and_succeeds_by_one_that_formed() {
    Published chain = fixture.published(2);
    UUID formed = fixture.seated(chain, null, WhenFull.REFUND);
    UUID mate = fixture.seated(chain, fixture.teamOf(formed), WhenFull.REFUND);
    UUID lonely = fixture.seated(chain, null, WhenFull.REFUND);
    chains.passDeadline(chain);

    chains.settle();
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain c JOIN chain_team t ON t.chain_id = c.id
                WHERE c.id = $1 AND c.state = 'SETTLED' AND t.state = 'OPEN'""",
                chain.id()))
        .isZero();
    fixture.endTeams();
    chains.settle();

    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(Stream.of(formed, mate).map(fixture::fate)).containsOnly("CONFIRMED");
    assertThat(fixture.fate(lonely)).isEqualTo("PAID REFUNDED refunded");
    assertThat(chains.itemStock(chain)).isZero();
    assertThat(chains.skuStock(chain)).isEqualTo(98);
    assertThat(isWoundUp(chain)).isTrue();
    assertGaveBack(chain, 1);
  }

  @Test
  void an_unformed_team_buy_is_never_a_success() {
    Published chain = fixture.published(3);
    UUID team = fixture.opened(chain);
    fixture.seated(chain, team, WhenFull.REFUND);
    fixture.opened(chain);
    chains.passDeadline(chain);

    endAll();

    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(refundsOf(chain)).isEqualTo(3);
    assertThat(chains.skuStock(chain)).isEqualTo(100);
    assertThat(isWoundUp(chain)).isTrue();
    assertGaveBack(chain, 3);
  }

  @Test
  void a_payment_before_the_deadline_forms_its_team_and_saves_the_team_buy() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    UUID last = fixture.joined(chain, team, WhenFull.REFUND);
    chains.payWithoutNotice(last);
    chains.passDeadline(chain);

    endAll();

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 2/2");
    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(fixture.fate(last)).isEqualTo("CONFIRMED");
    assertThat(refundsOf(chain)).isZero();
  }

  @Test
  void payments_for_own_teams_that_are_known_after_the_deadline_are_seated_and_fail_with_them() {
    Published chain = fixture.published(2);
    UUID failing = fixture.opened(chain);
    UUID one = fixture.joined(chain, null, WhenFull.REFUND);
    UUID two = fixture.joined(chain, null, WhenFull.REFUND);
    UUID unpaid = fixture.joined(chain, null, WhenFull.REFUND);
    chains.payWithoutNotice(one);
    chains.payWithoutNotice(two);
    chains.passDeadline(chain);
    chains.settle();
    assertThat(fixture.teamOf(one)).isNotEqualTo(fixture.teamOf(two)).isNotEqualTo(failing);
    assertThat(chains.chain(chain).state()).as("it waits for them").isEqualTo(ChainState.CLOSED);

    endAll();

    for (UUID entry : List.of(one, two)) {
      assertThat(fixture.stateOfTeam(fixture.teamOf(entry))).isEqualTo("FAILED 1/2");
      assertThat(fixture.fate(entry)).isEqualTo("PAID REFUNDED refunded");
      assertThat(fixture.refundedOf(entry)).isEqualTo(ChainFixture.PRICE_FEN);
      assertThat(
              fixture.text(
                  "SELECT cause FROM order_refund WHERE order_id = $1", chains.orderOf(entry)))
          .isEqualTo("TEAM_NOT_FORMED");
    }
    assertThat(chains.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2, 3);
    assertThat(fixture.fate(unpaid)).isEqualTo("EXPIRED UNPAID");
    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(chains.skuStock(chain)).isEqualTo(100);
    assertGaveBack(chain, 3);
  }

  @Test
  void a_payment_at_the_very_deadline_is_in_time_and_one_a_moment_later_is_not() {
    Published chain = fixture.published(2);
    UUID at = fixture.joined(chain, null, WhenFull.REFUND);
    UUID later = fixture.joined(chain, null, WhenFull.REFUND);
    chains.payWithoutNotice(at);
    chains.payWithoutNotice(later);
    fixture.execute(
        "UPDATE sandbox_trade SET paid_at = paid_at + interval '1 second' WHERE out_trade_no = $1",
        tradeOf(later));
    fixture.execute(
        """
        UPDATE chain SET deadline = t.paid_at FROM sandbox_trade t
        WHERE chain.id = $1 AND t.out_trade_no = $2""",
        chain.id(),
        tradeOf(at));
    clock.advance(Duration.ofSeconds(5));

    endAll();

    assertThat(fixture.fate(at)).isEqualTo("PAID REFUNDED refunded");
    assertThat(fixture.stateOfTeam(fixture.teamOf(at))).isEqualTo("FAILED 1/2");
    assertThat(fixture.fate(later)).isEqualTo("EXPIRED CHAIN_PAID_TOO_LATE refunded");
    assertThat(fixture.teamOf(later)).isNull();
    assertGaveBack(chain, 2);
  }

  @Test
  void who_loses_the_last_seat_and_is_known_after_an_early_close_fails_with_an_own_team() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    UUID own = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    chains.payWithoutNotice(own);
    fixture.seated(chain, team, WhenFull.REFUND);
    chains.await(closing.closeAsOperator(chain.operator(), chain.id(), true, ChainFixture.key()));

    endAll();

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 2/2");
    assertThat(fixture.fate(own)).isEqualTo("PAID REFUNDED refunded");
    assertThat(fixture.stateOfTeam(fixture.teamOf(own))).isEqualTo("FAILED 1/2");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM chain_team t WHERE id = $1 AND ends_at > failed_at",
                fixture.teamOf(own)))
        .as("what ended it is the early close, as of any other team")
        .isEqualTo(1);
    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertGaveBack(chain, 1);
  }

  @Test
  void a_cancelled_team_buy_ends_its_open_teams_and_keeps_its_promise_to_formed_ones() {
    Published chain = fixture.published(2);
    UUID formed = fixture.seated(chain, null, WhenFull.REFUND);
    fixture.seated(chain, fixture.teamOf(formed), WhenFull.REFUND);
    UUID lonely = fixture.seated(chain, null, WhenFull.REFUND);
    UUID reserved = fixture.joined(chain, fixture.teamOf(lonely), WhenFull.OPEN_OWN);
    UUID paidLate = fixture.joined(chain, fixture.teamOf(lonely), WhenFull.OPEN_OWN);

    chains.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));
    chains.pay(paidLate);
    endAll();

    assertThat(fixture.fate(formed)).isEqualTo("CONFIRMED");
    assertThat(fixture.fate(lonely)).isEqualTo("PAID REFUNDED refunded");
    assertThat(fixture.fate(reserved)).isEqualTo("EXPIRED UNPAID");
    assertThat(fixture.fate(paidLate)).isEqualTo("EXPIRED CHAIN_CANCELLED refunded");
    assertThat(fixture.stateOfTeam(fixture.teamOf(lonely))).isEqualTo("FAILED 1/2");
    assertThat(chains.skuStock(chain)).isEqualTo(98);
    assertThat(isWoundUp(chain)).isTrue();
    assertGaveBack(chain, 2);
  }

  /** By the reconciliation that operators see: paid = refunded, of so many orders. */
  private void assertGaveBack(Published chain, int orders) {
    ChainReconciliation.Line line =
        fixture.await(reconciliation.page(50, null)).items().stream()
            .filter(found -> found.chain().id().equals(chain.id()))
            .findFirst()
            .orElseThrow();
    assertThat(line.money().paid().fen()).isEqualTo((long) orders * ChainFixture.PRICE_FEN);
    assertThat(line.isBalanced()).isTrue();
    assertThat(line.woundUp()).isTrue();
  }

  /** Both jobs, as often as each waits for the other. */
  private void endAll() {
    chains.settle();
    fixture.endTeams();
    chains.settle();
  }

  private boolean isWoundUp(UUID team) {
    return fixture.number(
            "SELECT count(*) FROM chain_team WHERE id = $1 AND wound_up_at IS NOT NULL", team)
        == 1;
  }

  private boolean isWoundUp(Published chain) {
    return fixture.number(
            "SELECT count(*) FROM chain WHERE id = $1 AND wound_up_at IS NOT NULL", chain.id())
        == 1;
  }

  private String tradeOf(UUID entry) {
    return fixture.text(
        "SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1",
        chains.orderOf(entry));
  }

  private long refundsOf(Published chain) {
    return fixture.number(
        """
        SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
        WHERE o.source_id = $1""",
        chain.id());
  }
}

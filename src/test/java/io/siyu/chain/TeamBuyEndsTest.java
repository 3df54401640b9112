package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
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
  void a_payment_for_an_own_team_that_is_known_after_the_deadline_goes_back() {
    Published chain = fixture.published(2);
    UUID entry = fixture.joined(chain, null, WhenFull.REFUND);
    chains.payWithoutNotice(entry);
    chains.passDeadline(chain);

    endAll();

    assertThat(fixture.fate(entry)).isEqualTo("EXPIRED CHAIN_PAID_TOO_LATE refunded");
    assertThat(fixture.refundedOf(entry)).isEqualTo(ChainFixture.PRICE_FEN);
    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(chains.skuStock(chain)).isEqualTo(100);
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
    assertThat(fixture.fate(paidLate)).isEqualTo("EXPIRED TEAM_ENDED refunded");
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

  private long refundsOf(Published chain) {
    return fixture.number(
        """
        SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
        WHERE o.source_id = $1""",
        chain.id());
  }
}

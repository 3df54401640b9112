package io.siyu.chain;

import static io.siyu.chain.ChainJoiningTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Refusal;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How teams end, and team buys with them; among it every line of the group orders that applies. */
@QuarkusTest
class TeamEndsTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject MovableClock clock;
  @Inject ChainReconciliation reconciliation;

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    clock.reset();
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void an_unformed_team_fails_in_time_and_everybody_gets_the_own_money_back() {
    Published chain = fixture.published(3);
    UUID one = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(one);
    UUID two = fixture.seated(chain, team, WhenFull.REFUND);
    fixture.endTeams();
    assertThat(fixture.stateOfTeam(team)).as("not before its time").isEqualTo("OPEN 2/3");

    fixture.passTeamTime();
    fixture.endTeams();

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FAILED 2/3");
    for (UUID entry : List.of(one, two)) {
      assertThat(fixture.fate(entry)).isEqualTo("PAID REFUNDED refunded");
      assertThat(fixture.refundedOf(entry)).isEqualTo(ChainFixture.PRICE_FEN);
    }
    assertThat(
            fixture.text("SELECT cause FROM order_refund WHERE order_id = $1", chains.orderOf(one)))
        .isEqualTo("TEAM_NOT_FORMED");
    assertThat(chains.entries(chain)).as("struck through").allMatch(EntryTerms::isStruckThrough);
    assertThat(chains.itemStock(chain)).isEqualTo(100);
    assertThat(isWoundUp(team)).isTrue();
    assertGaveBack(chain, 2);
    assertThat(chains.chain(chain).state()).as("the team buy goes on").isEqualTo(ChainState.OPEN);
    assertThat(fixture.stateOfTeam(fixture.opened(chain))).isEqualTo("OPEN 1/3");
  }

  @Test
  void the_money_of_a_failed_team_really_moves() {
    Published chain = fixture.published(2);
    UUID entry = fixture.seated(chain, null, WhenFull.REFUND);

    fixture.passTeamTime();
    fixture.endTeams();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        fixture.number(
                            """
                            SELECT count(*) FROM refund r JOIN payment p ON p.id = r.payment_id
                            WHERE p.order_id = $1 AND r.state = 'SUCCEEDED'""",
                            chains.orderOf(entry)))
                    .isEqualTo(1));
  }

  @Test
  void a_payment_in_time_counts_however_late_its_notice() {
    Published chain = fixture.published(3);
    UUID one = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(one);
    clock.advance(TeamFixture.TEAM_TIME.minus(Duration.ofMinutes(5)));
    UUID two = fixture.joined(chain, team, WhenFull.REFUND);
    UUID three = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    chains.payWithoutNotice(two);
    chains.payWithoutNotice(three);
    clock.advance(Duration.ofMinutes(6));

    fixture.endTeams();

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 3/3");
    assertThat(Stream.of(one, two, three).map(fixture::fate)).containsOnly("CONFIRMED");
    // The notices come at last, and change nothing.
    chains.pay(two);
    chains.pay(three);
    assertThat(Stream.of(one, two, three).map(fixture::fate)).containsOnly("CONFIRMED");
    assertThat(Stream.of(one, two, three).map(fixture::refundedOf)).containsOnly(0L);
  }

  @Test
  void a_payment_after_the_end_goes_back_or_opens_an_own_team_as_the_member_chose() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    UUID refund = fixture.joined(chain, team, WhenFull.REFUND);
    UUID own = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    chains.payWithoutNotice(refund);
    chains.payWithoutNotice(own);
    fixture.execute(
        """
        UPDATE chain_team SET opened_at = opened_at - interval '2 hours',
          ends_at = opened_at - interval '1 hour'
        WHERE id = $1""",
        team);

    chains.pay(refund);
    chains.pay(own);

    assertThat(fixture.fate(refund)).isEqualTo("EXPIRED TEAM_ENDED refunded");
    assertThat(fixture.fate(own)).isEqualTo("PAID");
    assertThat(fixture.teamOf(own)).isNotEqualTo(team);
    fixture.endTeams();
    assertThat(fixture.stateOfTeam(team)).isEqualTo("FAILED 1/2");
  }

  @Test
  void who_has_not_paid_at_the_end_is_closed_or_may_still_pay_for_an_own_team() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    clock.advance(TeamFixture.TEAM_TIME.minus(Duration.ofMinutes(1)));
    UUID refund = fixture.joined(chain, team, WhenFull.REFUND);
    UUID own = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    clock.advance(Duration.ofMinutes(2));

    fixture.endTeams();

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FAILED 1/2");
    assertThat(fixture.fate(refund)).isEqualTo("EXPIRED UNPAID");
    assertThat(fixture.fate(own)).isEqualTo("RESERVED");
    assertThat(fixture.teamOf(own)).isNull();
    assertThatThrownBy(() -> chains.pay(refund)).isInstanceOf(Refusal.class);
    chains.pay(own);
    assertThat(fixture.stateOfTeam(fixture.teamOf(own))).isEqualTo("OPEN 1/2");
  }

  @Test
  void an_ended_team_refuses_who_joins_or_leaves() {
    Published chain = fixture.published(2);
    UUID entry = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(entry);
    fixture.passTeamTime();
    UUID member = chains.member("来晚了");

    refused("TEAM_ENDED", () -> fixture.await(fixture.join(member, chain, team, WhenFull.REFUND)));
    refused("TEAM_ENDED", () -> chains.withdraw(fixture.memberOf(entry), entry));

    // The job may have ended the team meanwhile; nothing else has changed.
    assertThat(fixture.stateOfTeam(team)).endsWith(" 1/2");
    assertThat(chains.stateOf(entry)).isEqualTo("PAID");
    assertThat(fixture.number("SELECT count(*) FROM chain_entry WHERE chain_id = $1", chain.id()))
        .isEqualTo(1);
    UUID own = fixture.await(fixture.join(member, chain, team, WhenFull.OPEN_OWN));
    assertThat(fixture.teamOf(own)).isNull();
  }

  @Test
  void a_team_ends_once_however_often_the_job_runs() {
    Published chain = fixture.published(4);
    UUID team = fixture.opened(chain);
    UUID two = fixture.seated(chain, team, WhenFull.REFUND);
    fixture.passTeamTime();

    Stream.of(1, 2, 3).parallel().forEach(run -> fixture.endTeams());
    fixture.endTeams();

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FAILED 2/4");
    assertThat(fixture.refundedOf(two)).isEqualTo(ChainFixture.PRICE_FEN);
    assertThat(refundsOf(chain)).isEqualTo(2);
    assertThat(chains.itemStock(chain)).isEqualTo(100);
  }

  @Test
  void a_team_that_everybody_left_ends_without_a_refund() {
    Published chain = fixture.published(2);
    UUID entry = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(entry);
    chains.withdraw(fixture.memberOf(entry), entry);

    fixture.passTeamTime();
    fixture.endTeams();

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FAILED 0/2");
    assertThat(refundsOf(chain)).isEqualTo(1);
    assertThat(isWoundUp(team)).isTrue();
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

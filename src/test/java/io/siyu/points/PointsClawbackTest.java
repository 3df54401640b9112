package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What a refund takes back of the points that an order earned. */
@QuarkusTest
class PointsClawbackTest extends PointsLedgerScenario {

  @Test
  void a_refunded_order_takes_its_pending_points_first() {
    earn("other", 100, null);
    await(ledger.earn(Earning.pending(member, 50, ORDER, "o1", KIND, null)));

    await(ledger.reverse(member, ORDER, "o1"));
    await(ledger.activate(member, ORDER, "o1", null));

    assertThat(fixture.balance(member)).isEqualTo(100);
    assertThat(lotState("o1")).isEqualTo("VOID");
  }

  @Test
  void a_refunded_order_takes_its_own_points_before_others() {
    earn("other", 100, inDays(1));
    earn("o1", 50, inDays(30));

    await(ledger.reverse(member, ORDER, "o1"));
    await(ledger.reverse(member, ORDER, "o1"));

    assertThat(fixture.balance(member)).isEqualTo(100);
    assertThat(remaining("o1")).isZero();
    assertThat(remaining("other")).isEqualTo(100);
  }

  @Test
  void points_spent_before_the_refund_become_debt_that_earnings_repay() {
    earn("o1", 50, null);
    spend("s1", 40);

    await(ledger.reverse(member, ORDER, "o1"));
    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isEqualTo(40);
    assertInsufficient(1);

    earn("o2", 30, null);
    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isEqualTo(10);

    await(ledger.earn(Earning.pending(member, 25, ORDER, "o3", KIND, null)));
    await(ledger.activate(member, ORDER, "o3", null));
    assertThat(fixture.balance(member)).isEqualTo(15);
    assertThat(fixture.debt(member)).isZero();
  }

  @Test
  void what_comes_back_in_debt_pays_it_and_the_rest_is_where_it_came_from() {
    earn("o1", 50, inDays(10));
    earn("o2", 30, inDays(20));
    spend("s1", 70);
    await(ledger.reverse(member, ORDER, "o1"));
    assertThat(fixture.debt(member)).isEqualTo(40);

    await(ledger.giveBack(member, ORDER, "s1"));
    await(ledger.giveBack(member, ORDER, "s1"));

    assertThat(fixture.debt(member)).isZero();
    assertThat(fixture.balance(member)).isEqualTo(30);
    assertThat(remaining("o1")).as("50 came back, 40 repaid").isEqualTo(10);
    assertThat(remaining("o2")).isEqualTo(20);
  }

  @Test
  void buying_earning_spending_and_refunding_both_leaves_nothing() {
    earn("o1", 50, null);
    spend("o2", 50);

    await(ledger.reverse(member, ORDER, "o1"));
    await(ledger.giveBack(member, ORDER, "o2"));

    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isZero();
  }

  @Test
  void points_that_expired_unused_are_not_taken_back_again() {
    earn("o1", 50, inDays(1));
    spend("s1", 10);
    fixture.expireLotsOf(member, "o1");

    await(ledger.reverse(member, ORDER, "o1"));

    assertThat(fixture.debt(member)).isEqualTo(10);
  }

  @Test
  void an_earning_that_arrives_after_its_reversal_counts_nothing() {
    await(ledger.reverse(member, ORDER, "o1"));

    earn("o1", 50, null);

    assertThat(fixture.balance(member)).isZero();
  }

  @Test
  void a_part_leaves_of_pending_points_what_the_rest_earns() {
    await(ledger.earn(Earning.pending(member, 50, ORDER, "o1", KIND, inDays(30))));

    allBut("r1", 30);
    allBut("r1", 30);
    allBut("r2", 20);
    assertThat(fixture.balance(member)).isZero();
    await(ledger.activate(member, ORDER, "o1", null));

    assertThat(fixture.balance(member)).isEqualTo(20);
    await(ledger.reverse(member, ORDER, "o1"));
    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isZero();
  }

  @Test
  void parts_and_the_whole_take_no_more_than_was_earned() {
    earn("other", 100, null);
    earn("o1", 50, null);

    allBut("r1", 30);
    assertThat(fixture.balance(member)).isEqualTo(130);
    allBut("r2", 0);
    await(ledger.reverse(member, ORDER, "o1"));
    allBut("r3", 0);

    assertThat(fixture.balance(member)).isEqualTo(100);
    assertThat(remaining("other")).isEqualTo(100);
  }

  @Test
  void a_part_of_spent_points_becomes_debt() {
    earn("o1", 50, null);
    spend("s1", 45);

    allBut("r1", 20);

    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isEqualTo(25);
    await(ledger.reverse(member, ORDER, "o1"));
    assertThat(fixture.debt(member)).isEqualTo(45);
  }

  @Test
  void what_expires_after_a_part_was_taken_back_is_not_taken_back_again() {
    earn("o1", 50, inDays(1));
    allBut("r1", 30);
    fixture.expireLotsOf(member, "o1");

    await(ledger.reverse(member, ORDER, "o1"));

    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isZero();
  }

  @Test
  void parts_of_a_spend_return_in_proportion_and_all_together_exactly() {
    earn("o1", 30, inDays(10));
    earn("o2", 60, inDays(20));
    spend("s1", 90);

    back("r1", 30);
    back("r1", 30);
    assertThat(remaining("o1")).isEqualTo(10);
    assertThat(remaining("o2")).isEqualTo(20);
    back("r2", 1);
    await(ledger.giveBack(member, ORDER, "s1"));
    await(ledger.giveBack(member, ORDER, "s1"));

    assertThat(fixture.balance(member)).isEqualTo(90);
    assertThat(remaining("o1")).isEqualTo(30);
    assertThatThrownBy(() -> back("r3", 1)).isInstanceOf(IllegalStateException.class);
    assertThat(fixture.balance(member)).isEqualTo(90);
  }

  private void back(String part, long points) {
    await(ledger.giveBackPart(member, ORDER, "s1", new PointsLedger.Part("PART", part), points));
  }

  private void allBut(String part, long keep) {
    await(ledger.reverseAllBut(member, ORDER, "o1", new PointsLedger.Part("PART", part), keep));
  }
}

package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
import io.siyu.points.PointsLedger.Part;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every policy of clawback on a real ledger; pending points go first under each. */
@QuarkusTest
class PointsClawbackPoliciesTest extends PointsLedgerScenario {

  @Inject Database database;
  @Inject PointsAccounts accounts;
  @Inject PointsEntries entries;
  @Inject PointsLots lots;
  @Inject PointsDebts debts;
  @Inject PointsPartialUndos partialUndos;

  @ParameterizedTest
  @EnumSource(ClawbackPolicy.class)
  void pending_points_are_voided_under_every_policy(ClawbackPolicy policy) {
    earn("other", 100, null);
    await(ledger.earn(Earning.pending(member, 50, ORDER, "o1", KIND, null)));

    reverse(policy);

    assertThat(fixture.balance(member)).isEqualTo(100);
    assertThat(lotState("o1")).isEqualTo("VOID");
    assertThat(fixture.debt(member)).isZero();
  }

  @Test
  void only_pending_leaves_what_was_spendable() {
    earn("o1", 50, null);
    spend("s1", 40);

    reverse(ClawbackPolicy.ONLY_PENDING);

    assertThat(fixture.balance(member)).isEqualTo(10);
    assertThat(fixture.debt(member)).isZero();
    await(ledger.giveBack(member, ORDER, "s1"));
    assertThat(fixture.balance(member)).isEqualTo(50);
  }

  @Test
  void within_balance_takes_what_is_there_and_forgoes_the_rest() {
    earn("o1", 50, null);
    spend("s1", 40);
    earn("other", 15, null);

    reverse(ClawbackPolicy.WITHIN_BALANCE);
    reverse(ClawbackPolicy.WITHIN_BALANCE);

    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isZero();
    earn("later", 30, null);
    assertThat(fixture.balance(member)).as("nothing is repaid").isEqualTo(30);
  }

  @Test
  void within_balance_takes_no_more_than_was_earned() {
    earn("o1", 50, null);
    earn("other", 100, null);
    spend("s1", 40);

    reverse(ClawbackPolicy.WITHIN_BALANCE);

    assertThat(fixture.balance(member)).isEqualTo(150 - 40 - 50);
  }

  @Test
  void a_part_leaves_what_was_spendable_under_only_pending() {
    earn("o1", 50, null);

    reverseAllBut(ClawbackPolicy.ONLY_PENDING, "r1", 20);

    assertThat(fixture.balance(member)).isEqualTo(50);
  }

  @Test
  void what_a_part_forgoes_no_later_part_takes() {
    earn("o1", 50, null);
    spend("s1", 40);
    reverseAllBut(ClawbackPolicy.WITHIN_BALANCE, "r1", 20);
    assertThat(fixture.balance(member)).as("10 of 30 were there").isZero();
    earn("later", 100, null);

    reverseAllBut(ClawbackPolicy.WITHIN_BALANCE, "r2", 10);
    reverse(ClawbackPolicy.WITHIN_BALANCE);

    assertThat(fixture.balance(member)).isEqualTo(100 - 10 - 10);
    assertThat(fixture.debt(member)).isZero();
  }

  private void reverse(ClawbackPolicy policy) {
    await(ledger(policy).reverse(member, ORDER, "o1"));
    fixture.assertReconciled(member);
  }

  private void reverseAllBut(ClawbackPolicy policy, String part, long keep) {
    await(ledger(policy).reverseAllBut(member, ORDER, "o1", new Part("PART", part), keep));
    fixture.assertReconciled(member);
  }

  private PointsLedger ledger(ClawbackPolicy policy) {
    PointsConfig config = config(policy);
    PointsReversals reversals =
        new PointsReversals(entries, partialUndos, lots, debts, accounts, config);
    return new PointsLedger(
        database, accounts, entries, lots, debts, partialUndos, reversals, config, calendar);
  }

  private static PointsConfig config(ClawbackPolicy policy) {
    return new PointsConfig() {
      @Override
      public ClawbackPolicy clawbackPolicy() {
        return policy;
      }

      @Override
      public Duration reopenedLotValidity() {
        return Duration.ofDays(7);
      }
    };
  }
}

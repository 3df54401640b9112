package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
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

  private void reverse(ClawbackPolicy policy) {
    PointsLedger strict =
        new PointsLedger(database, accounts, entries, lots, debts, config(policy), clock);
    await(strict.reverse(member, ORDER, "o1"));
    fixture.assertReconciled(member);
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

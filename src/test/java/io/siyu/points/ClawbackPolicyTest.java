package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much of spent points is taken back. */
class ClawbackPolicyTest {

  @Test
  void only_pending_leaves_what_was_spendable() {
    assertThat(ClawbackPolicy.ONLY_PENDING.taken(50, 80)).isZero();
  }

  @Test
  void within_balance_takes_what_is_there() {
    assertThat(ClawbackPolicy.WITHIN_BALANCE.taken(50, 80)).isEqualTo(50);
    assertThat(ClawbackPolicy.WITHIN_BALANCE.taken(50, 30)).isEqualTo(30);
  }

  @Test
  void debt_takes_everything() {
    assertThat(ClawbackPolicy.DEBT.taken(50, 30)).isEqualTo(50);
  }
}

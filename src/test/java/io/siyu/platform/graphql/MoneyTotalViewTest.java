package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.kernel.Money;
import org.junit.jupiter.api.Test;

class MoneyTotalViewTest {

  @Test
  void a_total_may_pass_what_one_payment_can_hold() {
    Money total = Money.ofFen(3_000_000_000L);

    assertThat(MoneyTotalView.of(total).amount()).isEqualTo(3_000_000_000L);
    assertThatThrownBy(() -> MoneyView.of(total)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_total_that_javascript_would_round_is_refused() {
    long limit = 1L << 53;

    assertThat(MoneyTotalView.of(Money.ofFen(limit - 1)).amount()).isEqualTo(limit - 1);
    assertThatThrownBy(() -> MoneyTotalView.of(Money.ofFen(limit)))
        .isInstanceOf(ArithmeticException.class);
  }
}

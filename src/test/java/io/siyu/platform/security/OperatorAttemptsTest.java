package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.platform.redis.RateLimiter;
import io.siyu.testing.Rows;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperatorAttemptsTest {

  @Inject RateLimiter limiter;

  @Test
  void a_name_can_be_tried_a_hundred_times_in_a_quarter_of_an_hour_from_wherever() {
    OperatorAttempts attempts = attempts();
    String name = Ids.next().toString();
    for (int i = 0; i < 100; i++) {
      Rows.await(attempts.count(name, "address " + Ids.next()));
    }

    assertThatThrownBy(() -> Rows.await(attempts.count(name, "address " + Ids.next())))
        .isInstanceOfSatisfying(
            RequestFailure.class,
            failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.LIMIT_EXCEEDED))
        .hasMessageMatching("Too many attempts\\. Try again in 1[45] minutes\\.");
    Rows.await(attempts.count(Ids.next().toString(), "address " + Ids.next()));
  }

  @Test
  void nobody_locks_an_operator_out_from_a_few_addresses() {
    OperatorAttempts attempts = attempts();
    String victim = Ids.next().toString();
    for (int address = 0; address < 9; address++) {
      String attacker = "address " + Ids.next();
      for (int i = 0; i < 10; i++) {
        Rows.await(attempts.count(victim, attacker));
      }
      assertThatThrownBy(() -> Rows.await(attempts.count(victim, attacker)))
          .isInstanceOf(RequestFailure.class);
    }

    Rows.await(attempts.count(victim, "the operator's own address " + Ids.next()));
  }

  @Test
  void an_address_can_try_ten_times_whatever_names_and_then_harms_no_name_any_more() {
    OperatorAttempts attempts = attempts();
    String address = Ids.next().toString();
    String victim = Ids.next().toString();
    for (int i = 0; i < 10; i++) {
      Rows.await(attempts.count(Ids.next().toString(), address));
    }

    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> Rows.await(attempts.count(victim, address)))
          .isInstanceOf(RequestFailure.class);
    }

    Rows.await(attempts.count(victim, "another address " + Ids.next()));
  }

  /** With the limit that production has, not the tests' own. */
  private OperatorAttempts attempts() {
    SmallRyeConfig defaults =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SecurityConfig.class)
            .build();
    return new OperatorAttempts(limiter, defaults.getConfigMapping(SecurityConfig.class));
  }
}

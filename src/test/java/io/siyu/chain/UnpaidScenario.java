package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Refusal;
import io.siyu.order.OrderCancellation;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** Members who hold goods and do not pay, as business time goes by. */
abstract class UnpaidScenario extends ChainApiScenario {

  static final Duration TO_PAY = Duration.ofMinutes(15);

  @Inject TeamFixture teams;
  @Inject OrderCancellation cancellation;
  @Inject MovableClock clock;
  @Inject Database database;
  @Inject Sql sql;

  @AfterEach
  void time_is_real_again_and_counters_follow_from_the_entries() {
    clock.reset();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  Published chain() {
    return endless(fixture.published(Plan.minimumOrders(50).maximum(60).stock(90).perMember(5)));
  }

  /** Longer than any of these tests takes in business time. */
  Published endless(Published chain) {
    fixture.execute(
        "UPDATE chain SET deadline = $2 WHERE id = $1",
        chain.id(),
        clock.instant().plus(Duration.ofDays(3)));
    return chain;
  }

  UUID lapse(UUID member, Published chain) {
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    clock.advance(TO_PAY);
    timeOut(entry);
    assertThat(fixture.stateOf(entry)).isEqualTo("EXPIRED");
    return entry;
  }

  /** What the job does, of this one alone. */
  void timeOut(UUID entry) {
    fixture.await(cancellation.cancel(fixture.orderOf(entry), "PAYMENT_TIMEOUT"));
  }

  Refusal refusal(UUID member, Published chain) {
    return fixture.await(
        fixture
            .join(member, chain, 1)
            .map(
                entry -> {
                  throw new AssertionError("Entry " + entry + " was made.");
                })
            .onFailure(Refusal.class)
            .recoverWithItem(failure -> failure)
            .map(Refusal.class::cast));
  }

  Instant endOf(UUID entry) {
    return fixture.await(
        database.read(
            () ->
                sql.first(
                    "SELECT ended_at FROM chain_entry WHERE id = $1",
                    row -> row.instant("ended_at"),
                    entry)));
  }
}

package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.MovableClock;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why payments into teams of a team buy that is over go back. */
@QuarkusTest
class TeamPaymentCausesTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject ChainManagement management;
  @Inject MovableClock clock;
  @Inject PausedJobs jobs;

  /** Jobs would end the entries unpaid before a test has paid them. */
  @BeforeEach
  void only_this_test_moves_chains_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
    clock.reset();
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void a_payment_into_a_team_of_a_team_buy_that_was_called_off_goes_back_because_of_that() {
    Published chain = fixture.published(2);
    UUID open = fixture.opened(chain);
    UUID refund = fixture.joined(chain, open, WhenFull.REFUND);
    UUID own = fixture.joined(chain, open, WhenFull.OPEN_OWN);
    UUID full = fixture.opened(chain);
    UUID refundOfFull = fixture.joined(chain, full, WhenFull.REFUND);
    UUID ownOfFull = fixture.joined(chain, full, WhenFull.OPEN_OWN);
    fixture.seated(chain, full, WhenFull.REFUND);
    chains.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));

    for (UUID entry : new UUID[] {refund, own, refundOfFull, ownOfFull}) {
      chains.pay(entry);
      assertGivenBack(entry, "CHAIN_CANCELLED");
    }
  }

  @Test
  void who_would_have_opened_an_own_team_but_paid_after_the_end_is_told_of_the_end() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    UUID refund = fixture.joined(chain, team, WhenFull.REFUND);
    UUID own = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    fixture.seated(chain, team, WhenFull.REFUND);
    chains.passDeadline(chain);
    clock.advance(Duration.ofSeconds(1));

    chains.pay(refund);
    chains.pay(own);

    assertGivenBack(refund, "TEAM_FULL");
    assertGivenBack(own, "CHAIN_PAID_TOO_LATE");
  }

  private void assertGivenBack(UUID entry, String cause) {
    assertThat(fixture.fate(entry)).isEqualTo("EXPIRED " + cause + " refunded");
    assertThat(fixture.refundedOf(entry)).isEqualTo(ChainFixture.PRICE_FEN);
    assertThat(
            fixture.text(
                "SELECT cause FROM order_refund WHERE order_id = $1", chains.orderOf(entry)))
        .isEqualTo(cause);
  }
}

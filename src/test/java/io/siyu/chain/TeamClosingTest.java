package io.siyu.chain;

import static io.siyu.chain.ChainJoiningTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Team buys that are closed before their deadline. */
@QuarkusTest
class TeamClosingTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture teams;
  @Inject ChainClosing closing;
  @Inject PausedJobs jobs;

  /** A job that asks the gateway before a test has paid there would be another test. */
  @BeforeEach
  void only_this_test_moves_chains_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
  }

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void teams_that_are_under_way_fail_only_by_the_word_of_who_closes() {
    Published chain = teams.published(2);
    UUID formed = teams.opened(chain);
    UUID confirmed = teams.seated(chain, formed, WhenFull.REFUND);
    UUID alone = teams.seated(chain, null, WhenFull.REFUND);
    UUID late = teams.joined(chain, teams.teamOf(alone), WhenFull.REFUND);
    String before = teams.fingerprint(chain);

    refused("MINIMUM_NOT_REACHED", () -> close(chain, false));
    assertThat(teams.fingerprint(chain)).isEqualTo(before);
    close(chain, true);
    chains.pay(late);
    end();

    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(chains.stateOf(confirmed)).isEqualTo("CONFIRMED");
    assertThat(teams.stateOfTeam(teams.teamOf(alone))).isEqualTo("FAILED 1/2");
    assertThat(teams.refundedOf(alone)).isEqualTo(ChainFixture.PRICE_FEN);
    assertThat(teams.refundedOf(late)).isEqualTo(ChainFixture.PRICE_FEN);
    assertThat(teams.refundedOf(confirmed)).isZero();
  }

  @Test
  void a_team_buy_whose_teams_have_all_formed_is_closed_without_a_word() {
    Published chain = teams.published(2);
    UUID first = teams.seated(chain, null, WhenFull.REFUND);
    teams.seated(chain, teams.teamOf(first), WhenFull.REFUND);

    close(chain, false);
    end();

    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(chains.stateOf(first)).isEqualTo("CONFIRMED");
  }

  @Test
  void a_team_buy_without_a_team_is_below_its_minimum() {
    Published chain = teams.published(3);

    refused("MINIMUM_NOT_REACHED", () -> close(chain, false));
    close(chain, true);
    end();

    assertThat(chains.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(chains.skuStock(chain)).isEqualTo(100);
  }

  private void close(Published chain, boolean acceptFailure) {
    chains.await(
        closing.closeAsOperator(chain.operator(), chain.id(), acceptFailure, ChainFixture.key()));
  }

  private void end() {
    chains.settle();
    teams.endTeams();
    chains.settle();
  }
}

package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.job.JobScheduler;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of a team buy that is called off is told at once, before its open teams end. */
@QuarkusTest
class TeamNoticesOfCalledOffTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject ChainManagement management;
  @Inject JobScheduler scheduler;
  @Inject PausedJobs jobs;

  @BeforeEach
  void only_this_test_moves_chains_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void who_is_in_a_team_that_is_open_still_is_told_by_the_team_alone() {
    Published chain = fixture.published(2);
    UUID entry = fixture.seated(chain, null, WhenFull.REFUND);
    chains.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));
    chains.awaitQuiet();
    tellOfEnd(chain);

    fixture.endTeams();
    chains.awaitQuiet();

    assertThat(
            fixture.text(
                "SELECT string_agg(kind, ',' ORDER BY kind) FROM notification WHERE member_id = $1",
                fixture.memberOf(entry)))
        .isEqualTo("CHAIN_TEAM_FAILED");
  }

  private void tellOfEnd(Published chain) {
    await()
        .atMost(ChainRecords.PATIENCE)
        .until(
            () -> {
              fixture.await(scheduler.runNow("chain-notices"));
              return fixture.number(
                      """
                      SELECT count(*) FROM chain_notice
                      WHERE chain_id = $1 AND finished_at IS NOT NULL""",
                      chain.id())
                  == 1;
            });
  }
}

package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Teams end many in a transaction; one that cannot holds up none of those beside it. */
@QuarkusTest
class TeamEndLanesTest {

  /** More than end in one transaction. */
  private static final int TEAMS = 22;

  private static final String MONEY_BACK = "PAID REFUNDED refunded";

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject MeterRegistry meters;
  @Inject MovableClock clock;

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    cure();
    fixture.execute("DROP FUNCTION IF EXISTS poison_team");
    clock.reset();
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void a_team_that_cannot_fail_is_left_for_the_next_run_and_all_others_end() {
    List<UUID> entries = openTeams();
    UUID broken = entries.remove(1);
    poison(fixture.teamOf(broken), "NEW.state = 'FAILED'");
    double before = passedOver();
    fixture.passTeamTime();

    fixture.endTeams();

    assertThat(fixture.stateOfTeam(fixture.teamOf(broken))).isEqualTo("OPEN 1/2");
    assertThat(fixture.fate(broken)).isEqualTo("PAID");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(fixture.stateOfTeam(fixture.teamOf(entry))).isEqualTo("FAILED 1/2");
              assertThat(fixture.fate(entry)).isEqualTo(MONEY_BACK);
            });
    assertThat(passedOver()).isGreaterThan(before);
    cure();
    fixture.endTeams();
    assertThat(fixture.fate(broken)).isEqualTo(MONEY_BACK);
  }

  @Test
  void a_team_that_cannot_be_wound_up_is_left_for_the_next_run_and_all_others_are() {
    List<UUID> entries = openTeams();
    UUID broken = entries.remove(1);
    poison(fixture.teamOf(broken), "NEW.wound_up_at IS NOT NULL");
    double before = passedOver();
    fixture.passTeamTime();

    fixture.endTeams();

    assertThat(fixture.fate(broken)).isEqualTo(MONEY_BACK);
    assertThat(isWoundUp(broken)).isFalse();
    assertThat(entries).allMatch(this::isWoundUp);
    assertThat(passedOver()).isGreaterThan(before);
    cure();
    fixture.endTeams();
    assertThat(isWoundUp(broken)).isTrue();
  }

  /** One seat of each is paid, by these entries, in the order in which they end. */
  private List<UUID> openTeams() {
    Published chain = fixture.published(2);
    return new ArrayList<>(
        IntStream.range(0, TEAMS)
            .mapToObj(i -> fixture.seated(chain, null, WhenFull.REFUND))
            .toList());
  }

  private boolean isWoundUp(UUID entry) {
    return fixture.number(
            "SELECT count(*) FROM chain_team WHERE id = $1 AND wound_up_at IS NOT NULL",
            fixture.teamOf(entry))
        == 1;
  }

  private double passedOver() {
    return meters.counter("siyu.job.passed.over", "job", "chain-team-ends").count();
  }

  private void poison(UUID team, String change) {
    fixture.execute(
        """
        CREATE FUNCTION poison_team() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'This team fails.'; END $$""");
    fixture.execute(
        """
        CREATE TRIGGER poison BEFORE UPDATE ON chain_team FOR EACH ROW
        WHEN (NEW.id = '%s' AND %s) EXECUTE FUNCTION poison_team()"""
            .formatted(team, change));
  }

  private void cure() {
    fixture.execute("DROP TRIGGER IF EXISTS poison ON chain_team");
  }
}

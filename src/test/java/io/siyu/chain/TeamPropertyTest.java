package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Refusal;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Properties;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Members who join, pay (the notice coming at once, late or never), pay too late, withdraw, while
 * time passes and the jobs run whenever they like.
 */
@QuarkusTest
class TeamPropertyTest {

  private static final int SIZE = 3;
  private static final int MEMBERS = 8;

  private enum Kind {
    OPEN,
    JOIN,
    PAY,
    PAY_SILENTLY,
    TELL,
    WITHDRAW,
    WAIT,
    RUN_JOBS
  }

  /**
   * @param which member, entry, or minutes
   * @param ownTeam whether a full team makes the member open another one
   */
  private record Step(Kind kind, int which, boolean ownTeam) {}

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject MovableClock clock;

  private final Set<String> met = new HashSet<>();

  @AfterEach
  void reset() {
    clock.reset();
  }

  @Test
  void in_the_end_every_entry_is_in_a_formed_team_or_its_money_is_back() {
    Properties.forAllSequences(steps(), 45, 8, this::tell);
    assertThat(met).contains("CONFIRMED", "PAID", "EXPIRED");
  }

  private static Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(
                Kind.OPEN,
                Kind.JOIN,
                Kind.JOIN,
                Kind.JOIN,
                Kind.PAY,
                Kind.PAY,
                Kind.PAY,
                Kind.PAY_SILENTLY,
                Kind.TELL,
                Kind.WITHDRAW,
                Kind.WAIT,
                Kind.RUN_JOBS),
            Arbitraries.integers().between(0, 99),
            Arbitraries.of(true, false))
        .as(Step::new);
  }

  private void tell(List<Step> steps) {
    clock.reset();
    Published chain = fixture.published(SIZE);
    List<UUID> members = chains.members(MEMBERS);
    List<UUID> entries = new ArrayList<>();
    for (Step step : steps) {
      try {
        take(step, chain, members, entries);
      } catch (Refusal refusal) {
        // Too late, full, formed… which is what members are told.
        assertThat(refusal.code()).isNotBlank();
      }
    }
    chains.passDeadline(chain);
    clock.advance(Duration.ofMinutes(1));
    for (int run = 0; run < 2; run++) {
      chains.settle();
      fixture.endTeams();
    }
    chains.settle();
    assertEndedRight(chain, entries);
  }

  private void take(Step step, Published chain, List<UUID> members, List<UUID> entries) {
    UUID member = members.get(step.which() % MEMBERS);
    UUID entry = entries.isEmpty() ? null : entries.get(step.which() % entries.size());
    WhenFull whenFull = step.ownTeam() ? WhenFull.OPEN_OWN : WhenFull.REFUND;
    switch (step.kind()) {
      case OPEN -> entries.add(fixture.await(fixture.join(member, chain, null, whenFull)));
      case JOIN -> {
        List<UUID> teams = fixture.teamsOf(chain);
        UUID team = teams.isEmpty() ? null : teams.get(step.which() % teams.size());
        entries.add(fixture.await(fixture.join(member, chain, team, whenFull)));
      }
      case PAY, TELL -> {
        if (entry != null) {
          chains.pay(entry);
        }
      }
      case PAY_SILENTLY -> {
        if (entry != null) {
          chains.payWithoutNotice(entry);
        }
      }
      case WITHDRAW -> {
        if (entry != null) {
          chains.withdraw(fixture.memberOf(entry), entry);
        }
      }
      case WAIT -> clock.advance(Duration.ofMinutes(1 + step.which() % 12));
      case RUN_JOBS -> {
        fixture.endTeams();
        chains.settle();
      }
    }
  }

  private void assertEndedRight(Published chain, List<UUID> entries) {
    long confirmed = 0;
    for (UUID entry : entries) {
      String state = chains.stateOf(entry);
      met.add(state);
      long paid = fixture.takenFor(entry);
      if (state.equals("CONFIRMED")) {
        confirmed++;
        assertThat(fixture.stateOfTeam(fixture.teamOf(entry))).isEqualTo("FORMED 3/3");
        assertThat(paid).isEqualTo(ChainFixture.PRICE_FEN);
        assertThat(fixture.refundedOf(entry)).isZero();
      } else {
        assertThat(state).isIn("PAID", "EXPIRED", "WITHDRAWN");
        assertThat(fixture.refundedOf(entry)).as(fixture.fate(entry)).isEqualTo(paid);
      }
    }
    assertThat(confirmed % SIZE).isZero();
    assertThat(chains.chain(chain).state()).isEqualTo(ChainState.SETTLED);
    assertThat(chains.chain(chain).outcome())
        .isEqualTo(confirmed > 0 ? ChainOutcome.SUCCEEDED : ChainOutcome.FAILED);
    assertThat(chains.chain(chain).have()).isEqualTo(confirmed);
    assertThat(chains.skuStock(chain)).isEqualTo(100 - confirmed);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain_team t WHERE t.chain_id = $1 AND t.state = 'FORMED'
                  AND t.size <> (SELECT count(DISTINCT e.member_id) FROM chain_entry e
                                 WHERE e.team_id = t.id AND e.state = 'CONFIRMED')""",
                chain.id()))
        .as("teams that are not %d people".formatted(SIZE))
        .isZero();
    assertThat(chains.inconsistencies()).isEmpty();
  }
}

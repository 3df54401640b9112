package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.job.JobScheduler;
import io.siyu.testing.Properties;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Whatever is done to a member's points in whatever order, the ledger agrees with itself. */
@QuarkusTest
class PointsPropertyTest {

  private static final int STEPS = 200;
  private static final int TRIES = 3;
  private static final int THINGS = 60;

  @Inject PointsLedger ledger;
  @Inject PointsFixture fixture;
  @Inject JobScheduler jobs;
  @Inject Clock clock;

  enum Action {
    EARN,
    EARN_PENDING,
    ACTIVATE,
    SPEND,
    GIVE_BACK,
    REVERSE,
    EXPIRE,
    EXPIRE_BY_JOB
  }

  /**
   * @param thing which earning or spend; small, so that steps meet
   */
  record Step(Action action, int thing, int points) {}

  @Test
  void invariants_hold_after_every_step_and_a_replay_changes_nothing() {
    Properties.forAllSequences(
        steps(),
        STEPS,
        TRIES,
        steps -> {
          UUID member = fixture.member();
          for (Step step : steps) {
            check(member, step);
          }
        });
  }

  private static Arbitrary<Step> steps() {
    Arbitrary<Action> actions =
        Arbitraries.frequency(
            Tuple.of(5, Action.EARN),
            Tuple.of(3, Action.EARN_PENDING),
            Tuple.of(3, Action.ACTIVATE),
            Tuple.of(6, Action.SPEND),
            Tuple.of(3, Action.GIVE_BACK),
            Tuple.of(2, Action.REVERSE),
            Tuple.of(1, Action.EXPIRE),
            Tuple.of(1, Action.EXPIRE_BY_JOB));
    return Combinators.combine(
            actions,
            Arbitraries.integers().between(1, THINGS),
            Arbitraries.integers().between(1, 200))
        .as(Step::new);
  }

  private void check(UUID member, Step step) {
    long balance = spendable(member);
    boolean done = run(member, step);
    fixture.assertReconciled(member);
    String after = fixture.checksum(member);
    if (done) {
      replay(member, step);
    } else {
      assertThat(step.action()).isEqualTo(Action.SPEND);
      assertThat(balance).isLessThan(points(step));
    }
    assertThat(fixture.checksum(member)).as("after a replay of %s", step).isEqualTo(after);
  }

  /**
   * @return whether it was not refused
   */
  private boolean run(UUID member, Step step) {
    if (step.action() == Action.EXPIRE || step.action() == Action.EXPIRE_BY_JOB) {
      fixture.expireLotsOf(member, thing(step));
    }
    try {
      await(work(member, step));
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo("INSUFFICIENT_POINTS");
      return false;
    }
  }

  private void replay(UUID member, Step step) {
    await(work(member, step));
  }

  private Uni<?> work(UUID member, Step step) {
    String thing = thing(step);
    Instant expiresAt =
        step.thing() % 3 == 0 ? null : clock.instant().plus(Duration.ofDays(step.thing()));
    return switch (step.action()) {
      case EARN ->
          ledger.earn(Earning.active(member, points(step), "THING", thing, "BASE", expiresAt));
      case EARN_PENDING ->
          ledger.earn(Earning.pending(member, points(step), "THING", thing, "MORE", expiresAt));
      case ACTIVATE -> ledger.activate(member, "THING", thing);
      case SPEND -> ledger.spend(member, points(step), "THING", thing);
      case GIVE_BACK -> ledger.giveBack(member, "THING", thing);
      case REVERSE -> ledger.reverse(member, "THING", thing);
      case EXPIRE -> ledger.giveBack(member, "THING", "nothing");
      case EXPIRE_BY_JOB -> jobs.runNow("points-expiry");
    };
  }

  /** A thing is always spent at the same price: another one is a defect of the caller. */
  private static long points(Step step) {
    return step.action() == Action.SPEND ? 1 + step.thing() * 7919L % 150 : step.points();
  }

  private static String thing(Step step) {
    return "t" + step.thing();
  }

  private long spendable(UUID member) {
    return fixture.number(
        """
        SELECT coalesce(sum(remaining), 0)::bigint FROM points_lot
        WHERE member_id = $1 AND state = 'ACTIVE'
          AND (expires_at IS NULL OR expires_at > now())""",
        member);
  }
}

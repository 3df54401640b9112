package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.job.JobScheduler;
import io.siyu.points.LotsSeen.Lot;
import io.siyu.testing.Properties;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  @Inject LotsSeen lots;
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
   * @param validity days that an earning lasts; 0 = for ever
   */
  record Step(Action action, int thing, int points, int validity) {}

  /** What the lots were compared after, so that the comparison cannot fall asleep. */
  private final Set<Action> met = EnumSet.noneOf(Action.class);

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
    assertThat(met).containsExactlyInAnyOrder(Action.SPEND, Action.GIVE_BACK);
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
            Arbitraries.integers().between(1, 200),
            Arbitraries.integers().between(0, 400))
        .as(Step::new);
  }

  private void check(UUID member, Step step) {
    long balance = spendable(member);
    long debt = fixture.debt(member);
    List<Lot> before = lots.of(member);
    long moves = moves(member, step);
    Map<UUID, Long> taken = lots.takenBy(member, thing(step));
    boolean done = run(member, step);
    fixture.assertReconciled(member);
    if (moves(member, step) > moves) {
      assertRightLots(member, step, before, taken, debt);
    }
    String after = fixture.checksum(member);
    if (done) {
      replay(member, step);
    } else {
      assertThat(step.action()).isEqualTo(Action.SPEND);
      assertThat(balance).isLessThan(points(step));
    }
    assertThat(fixture.checksum(member)).as("after a replay of %s", step).isEqualTo(after);
  }

  /** Soonest-expiring first; and what comes back goes where it came from. */
  private void assertRightLots(
      UUID member, Step step, List<Lot> before, Map<UUID, Long> taken, long debt) {
    Map<UUID, Long> now = LotsSeen.remaining(lots.of(member));
    if (step.action() == Action.SPEND) {
      assertThat(now).isEqualTo(LotsSeen.spent(before, points(step), clock.instant()));
      met.add(Action.SPEND);
    }
    // Debt is repaid out of what comes back, so then less remains.
    if (step.action() == Action.GIVE_BACK && debt == 0) {
      assertThat(now).isEqualTo(LotsSeen.returned(before, taken, clock.instant()));
      met.add(Action.GIVE_BACK);
    }
  }

  /** How often this kind of move was made with this thing. */
  private long moves(UUID member, Step step) {
    return fixture.number(
        """
        SELECT count(*) FROM points_entry
        WHERE member_id = $1 AND business_id = $2 AND operation = $3""",
        member,
        thing(step),
        step.action().name());
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
        step.validity() == 0 ? null : clock.instant().plus(Duration.ofDays(step.validity()));
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

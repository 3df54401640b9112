package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.job.JobScheduler;
import io.siyu.points.LotsSeen.Lot;
import io.siyu.points.PointsStep.Action;
import io.siyu.testing.Properties;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is done to a member's points in whatever order, the ledger agrees with itself. */
@QuarkusTest
class PointsPropertyTest {

  private static final int STEPS = 200;
  private static final int TRIES = 3;
  private static final int MOST_MORE = 12;

  @Inject PointsLedger ledger;
  @Inject PointsFixture fixture;
  @Inject LotsSeen lots;
  @Inject JobScheduler jobs;
  @Inject Clock clock;

  /** What the lots were compared after, so that the comparison cannot fall asleep. */
  private final Set<Action> met = EnumSet.noneOf(Action.class);

  private int replayedLater;
  private boolean cutWhilePending;
  private boolean endedWhileWaiting;

  @Test
  void invariants_hold_after_every_step_and_a_replay_changes_nothing() {
    fixture.runJobsByHandAlone();
    tryOut(TRIES);
    // Chance may leave something out; then there is more of the same, but not for ever.
    for (int more = 0; more < MOST_MORE; more++) {
      if (!met.equals(PointsStep.COMPARED) || !cutWhilePending || !endedWhileWaiting) {
        tryOut(1);
      }
    }
    assertThat(met).isEqualTo(PointsStep.COMPARED);
    assertThat(cutWhilePending).as("pending points that a part took").isTrue();
    assertThat(endedWhileWaiting).as("activated after the end that was promised").isTrue();
    assertThat(replayedLater).as("replays of earlier steps").isGreaterThan(STEPS);
  }

  private void tryOut(int tries) {
    Properties.forAllSequences(
        PointsStep.any(),
        STEPS,
        tries,
        steps -> {
          UUID member = fixture.member();
          List<PointsStep> done = new ArrayList<>();
          for (PointsStep step : steps) {
            check(member, step, done);
            done.add(step);
          }
        });
  }

  private void check(UUID member, PointsStep step, List<PointsStep> earlier) {
    long spendable = spendable(member);
    Seen before = new Seen(member, step);
    boolean refused = !run(member, step);
    fixture.assertReconciled(member);
    if (!before.left && hasLeft(member, step)) {
      assertRightLots(member, step, before);
    }
    if (refused) {
      assertThat(step.action()).isEqualTo(Action.SPEND);
      assertThat(spendable).isLessThan(step.price());
    } else {
      assertRightTotal(member, step, before);
    }
    // What a step need not have expired, a replay may.
    await(ledger.giveBack(member, "THING", "nothing"));
    String after = fixture.checksum(member);
    if (!refused) {
      await(work(member, step));
    }
    if (!earlier.isEmpty()) {
      replayLater(member, earlier.get((step.thing() * 31 + step.points()) % earlier.size()));
    }
    assertThat(fixture.checksum(member)).as("after a replay of %s", step).isEqualTo(after);
  }

  /** Whatever left its entry is done for good, however long ago. */
  private void replayLater(UUID member, PointsStep step) {
    if (hasLeft(member, step)) {
      await(work(member, step));
      replayedLater++;
    }
  }

  /** Soonest-expiring first; and what comes back goes where it came from, then into debt. */
  private void assertRightLots(UUID member, PointsStep step, Seen before) {
    List<Lot> after = lots.of(member);
    Map<UUID, Long> now = LotsSeen.remaining(after);
    Instant instant = clock.instant();
    if (step.action() == Action.SPEND) {
      assertThat(now).isEqualTo(LotsSeen.spent(before.lots, step.price(), instant));
      met.add(Action.SPEND);
    }
    if (step.action() == Action.GIVE_BACK || step.action() == Action.GIVE_BACK_PART) {
      Map<UUID, Long> back = before.back(step);
      Map<UUID, Long> returned = LotsSeen.returned(before.lots, back, instant);
      long all = returned.values().stream().mapToLong(Long::longValue).sum();
      long paid = before.debt == 0 ? 0 : Math.min(before.debt, all - LotsSeen.pending(after));
      assertThat(now).isEqualTo(LotsSeen.spent(LotsSeen.with(after, returned), paid, instant));
      met.add(step.action());
    }
  }

  /** What the step brings or takes is what it says, to the point. */
  private void assertRightTotal(UUID member, PointsStep step, Seen before) {
    long change = net(member) - before.net;
    boolean moved = !before.left && hasLeft(member, step);
    switch (step.action()) {
      case EARN -> assertThat(change).isEqualTo(moved ? step.price() : 0);
      case EARN_PENDING, EARN_LATER -> assertThat(change).isZero();
      case ACTIVATE -> {
        assertThat(change).isEqualTo(before.pending - before.due);
        assertThat(spendable(member)).isEqualTo(fixture.balance(member));
        endedWhileWaiting |= LotsSeen.revived(before.lots, lots.of(member), clock.instant());
      }
      case SPEND -> assertThat(change).isEqualTo(-before.due - (moved ? step.price() : 0));
      case GIVE_BACK, GIVE_BACK_PART ->
          assertThat(change).isEqualTo((moved ? total(before.back(step)) : 0) - before.due);
      case REVERSE -> assertThat(change).isEqualTo(-before.due - (moved ? before.standing : 0));
      case REVERSE_ALL_BUT -> assertRightPart(member, step, before, change, moved);
      case ACTIVATE_BY_JOB -> assertThat(change).isNotNegative();
      case EXPIRE, EXPIRE_BY_JOB -> assertThat(change).isNotPositive();
    }
    if (change != 0 && step.action().ordinal() < Action.EXPIRE.ordinal()) {
      met.add(step.action() == Action.ACTIVATE_BY_JOB ? Action.ACTIVATE : step.action());
    }
  }

  /** What waits goes first; what the thing is left with is what was to be kept, if it had more. */
  private void assertRightPart(
      UUID member, PointsStep step, Seen before, long change, boolean moved) {
    long excess = Math.max(0, before.pending + before.standing - step.keep());
    long cut = moved ? Math.min(excess, before.pending) : 0;
    assertThat(lots.pendingOf(member, step.business())).isEqualTo(before.pending - cut);
    assertThat(change).isEqualTo(-before.due - (moved ? excess - cut : 0));
    cutWhilePending |= cut > 0 && cut < before.pending;
  }

  private boolean hasLeft(UUID member, PointsStep step) {
    return step.action().kind != null
        && fixture.number(
                """
                SELECT count(*) FROM points_entry
                WHERE member_id = $1 AND business_id = $2 AND kind = $3""",
                member,
                step.left(),
                step.action().kind)
            == 1;
  }

  /**
   * @return whether it was not refused
   */
  private boolean run(UUID member, PointsStep step) {
    if (step.action() == Action.EXPIRE || step.action() == Action.EXPIRE_BY_JOB) {
      fixture.expireLotsOf(member, step.business());
    }
    if (step.action() == Action.ACTIVATE_BY_JOB) {
      fixture.awaitedLotsAreDue(member);
    }
    try {
      await(work(member, step));
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo("INSUFFICIENT_POINTS");
      return false;
    }
  }

  private Uni<?> work(UUID member, PointsStep step) {
    String thing = step.business();
    Instant inDays = clock.instant().plus(Duration.ofDays(step.validity()));
    Instant expiresAt = step.validity() == 0 ? null : inDays;
    return switch (step.action()) {
      case EARN ->
          ledger.earn(Earning.active(member, step.price(), "THING", thing, "BASE", expiresAt));
      case EARN_PENDING ->
          // What it promised has ended in half of the cases before it comes.
          ledger.earn(
              Earning.pending(
                  member,
                  step.price(),
                  "THING",
                  thing,
                  "MORE",
                  expiresAt == null ? null : expiresAt.minus(Duration.ofDays(200))));
      case EARN_LATER ->
          ledger.earn(
              new Earning(
                  member,
                  step.price(),
                  "THING",
                  thing,
                  "LATER",
                  inDays.plus(Duration.ofDays(1)),
                  null));
      case ACTIVATE -> ledger.activate(member, "THING", thing, expiresAt);
      case ACTIVATE_BY_JOB -> jobs.runNow("points-activation");
      case SPEND -> ledger.spend(member, step.price(), "THING", thing);
      case GIVE_BACK -> ledger.giveBack(member, "THING", thing);
      case GIVE_BACK_PART -> {
        long taken = total(lots.takenBy(member, thing));
        yield taken == 0
            ? ledger.giveBack(member, "THING", "nothing")
            : ledger.giveBackPart(
                member,
                "THING",
                thing,
                new PointsLedger.Part("PART", step.part()),
                Math.min(step.points(), taken));
      }
      case REVERSE -> ledger.reverse(member, "THING", thing);
      case REVERSE_ALL_BUT ->
          ledger.reverseAllBut(
              member, "THING", thing, new PointsLedger.Part("PART", step.part()), step.keep());
      case EXPIRE -> ledger.giveBack(member, "THING", "nothing");
      case EXPIRE_BY_JOB -> jobs.runNow("points-expiry");
    };
  }

  private static long total(Map<UUID, Long> lots) {
    return lots.values().stream().mapToLong(Long::longValue).sum();
  }

  private long net(UUID member) {
    return fixture.balance(member) - fixture.debt(member);
  }

  private long spendable(UUID member) {
    Instant now = clock.instant();
    return lots.of(member).stream()
        .filter(lot -> lot.spendableAt(now))
        .mapToLong(Lot::remaining)
        .sum();
  }

  /** What there was before a step. */
  private final class Seen {

    private final boolean left;
    private final List<Lot> lots;
    private final Map<UUID, Long> taken;
    private final long debt;
    private final long net;

    /** What is due to expire, and goes with the next move. */
    private final long due;

    /** What waits of the step's thing. */
    private final long pending;

    /** What its earnings brought, less what of it expired unused or was asked back in parts. */
    private final long standing;

    /** What a step that gives back returns to which lot. */
    private Map<UUID, Long> back(PointsStep step) {
      return step.action() == Action.GIVE_BACK
          ? taken
          : LotsSeen.share(taken, Math.min(step.points(), total(taken)));
    }

    private Seen(UUID member, PointsStep step) {
      LotsSeen seen = PointsPropertyTest.this.lots;
      this.left = hasLeft(member, step);
      this.lots = seen.of(member);
      this.taken = seen.takenBy(member, step.business());
      this.debt = fixture.debt(member);
      this.net = net(member);
      this.due = LotsSeen.due(lots, clock.instant());
      this.pending = seen.pendingOf(member, step.business());
      this.standing = seen.standingOf(member, step.business(), clock.instant());
    }
  }
}

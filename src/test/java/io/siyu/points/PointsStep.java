package io.siyu.points;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Something done to a member's points.
 *
 * @param thing which earning or spend; few, so that steps meet
 * @param validity days that an earning lasts; 0 = for ever
 */
record PointsStep(Action action, int thing, int points, int validity) {

  /** Every run meets these where the lots are compared. */
  static final Set<Action> COMPARED =
      Set.of(
          Action.EARN,
          Action.ACTIVATE,
          Action.SPEND,
          Action.GIVE_BACK,
          Action.GIVE_BACK_PART,
          Action.REVERSE,
          Action.REVERSE_ALL_BUT);

  private static final int THINGS = 60;

  enum Action {
    EARN("BASE"),
    EARN_PENDING("MORE"),
    EARN_LATER("LATER"),
    ACTIVATE(null),
    ACTIVATE_BY_JOB(null),
    SPEND("SPEND"),
    GIVE_BACK("GIVE_BACK"),
    GIVE_BACK_PART("GIVE_BACK"),
    REVERSE("REVERSAL"),
    REVERSE_ALL_BUT("REVERSAL"),
    EXPIRE(null),
    EXPIRE_BY_JOB(null);

    /** Of the entry that it leaves; null when it leaves none of its own. */
    final String kind;

    Action(String kind) {
      this.kind = kind;
    }
  }

  static Arbitrary<PointsStep> any() {
    Arbitrary<Action> actions =
        Arbitraries.frequency(
            Tuple.of(5, Action.EARN),
            Tuple.of(5, Action.EARN_PENDING),
            Tuple.of(1, Action.EARN_LATER),
            Tuple.of(6, Action.ACTIVATE),
            Tuple.of(1, Action.ACTIVATE_BY_JOB),
            Tuple.of(14, Action.SPEND),
            Tuple.of(8, Action.GIVE_BACK),
            Tuple.of(5, Action.GIVE_BACK_PART),
            Tuple.of(5, Action.REVERSE),
            Tuple.of(8, Action.REVERSE_ALL_BUT),
            Tuple.of(1, Action.EXPIRE),
            Tuple.of(1, Action.EXPIRE_BY_JOB));
    return Combinators.combine(
            actions,
            Arbitraries.integers().between(1, THINGS),
            Arbitraries.integers().between(1, 200),
            Arbitraries.integers().between(0, 400))
        .as(PointsStep::new);
  }

  /** A thing is always spent at the same price: another one is a defect of the caller. */
  long price() {
    return action == Action.SPEND ? 1 + thing * 7919L % 150 : points;
  }

  /** What a part leaves: seldom more than there is. */
  long keep() {
    return points / 4;
  }

  String business() {
    return "t" + thing;
  }

  /** What undoes a part of the thing; the same one where as many points are meant. */
  String part() {
    return business() + " but " + points;
  }

  /** Whose entry it leaves. */
  String left() {
    return action == Action.REVERSE_ALL_BUT || action == Action.GIVE_BACK_PART
        ? part()
        : business();
  }
}

package io.siyu.member.care;

import java.util.Comparator;
import java.util.List;

/**
 * What staff's view of a member's needs means for a promotional step.
 *
 * @param need the need that decided; null with NEUTRAL
 * @param reason staff's own; null with NEUTRAL
 */
public record IntentVerdict(Effect effect, String need, String reason) {

  /** What becomes of the step. */
  public enum Effect {
    NEUTRAL,
    HELD_BACK,
    OFFER_OPEN
  }

  private static final IntentVerdict NEUTRAL = new IntentVerdict(Effect.NEUTRAL, null, null);

  /**
   * A step about one need goes by that need. One about none is opened by any URGENT need, and held
   * back only when there are needs and all of them are COLD.
   *
   * @param needs of one member
   * @param about null for a step about nothing in particular
   */
  static IntentVerdict of(List<MemberNeed> needs, String about) {
    return needs.stream()
        .filter(need -> about == null || need.need().equals(about))
        .max(Comparator.comparing(MemberNeed::intent).thenComparing(MemberNeed::setAt))
        .map(IntentVerdict::of)
        .orElse(NEUTRAL);
  }

  private static IntentVerdict of(MemberNeed strongest) {
    return switch (strongest.intent()) {
      case COLD -> new IntentVerdict(Effect.HELD_BACK, strongest.need(), strongest.reason());
      case WARM -> NEUTRAL;
      case URGENT -> new IntentVerdict(Effect.OFFER_OPEN, strongest.need(), strongest.reason());
    };
  }
}

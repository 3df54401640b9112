package io.siyu.points;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Gives a member the reward of one kind; implemented by the feature that owns such things. */
public interface RewardFulfilment {

  /** Name of the {@link RewardKind} that it fulfils, e.g. {@code COUPON}. */
  String kind();

  /**
   * Runs in the transaction that takes the points, after the member is locked. Any {@link
   * io.siyu.kernel.Refusal} undoes the redemption; the member sees its message under the code
   * REWARD_UNAVAILABLE.
   */
  Uni<Void> fulfil(RewardGrant grant);

  /**
   * Takes back what was given for this redemption, in the transaction that gives the points back,
   * after the member and the redemption were locked.
   *
   * @throws io.siyu.kernel.Refusal NOT_CANCELLABLE of {@link RewardErrorCode} when it is too late
   */
  default Uni<Void> takeBack(UUID redemption) {
    return Uni.createFrom().voidItem();
  }

  /** Whether such things can be given for points at all: what staff are asked before they offer. */
  default Uni<Boolean> canGive(UUID targetId) {
    return Uni.createFrom().item(true);
  }

  /**
   * Whether the member has everything at once, so that the redemption ends here. If not, it stays
   * ISSUED, with its points locked, and can be cancelled until it is handed over.
   */
  default boolean completesAtOnce() {
    return true;
  }
}

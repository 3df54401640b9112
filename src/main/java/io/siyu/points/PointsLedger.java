package io.siyu.points;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The ledger of points (积分): every move is an entry that can be replayed without effect, every
 * earning is a lot that can be traced. All methods lock the member first and join the caller's
 * transaction.
 */
@ApplicationScoped
public class PointsLedger {

  /** Books an earning once; debt is repaid first. After a reversal of the same thing: nothing. */
  public Uni<Void> earn(Earning earning) {
    throw new UnsupportedOperationException("earn");
  }

  /** Makes the pending earnings of this thing spendable. */
  public Uni<Void> activate(UUID member, String businessType, String businessId) {
    throw new UnsupportedOperationException("activate");
  }

  /**
   * Takes points, soonest-expiring first. A lock is a spend: {@link #giveBack} undoes it.
   *
   * @throws io.siyu.kernel.Refusal INSUFFICIENT_POINTS when the balance is smaller
   */
  public Uni<Void> spend(UUID member, long points, String businessType, String businessId) {
    throw new UnsupportedOperationException("spend");
  }

  /** Returns what was spent on this thing to the lots it came from; nothing spent, no effect. */
  public Uni<Void> giveBack(UUID member, String businessType, String businessId) {
    throw new UnsupportedOperationException("giveBack");
  }

  /** Takes back everything that was earned by this thing, for good. */
  public Uni<Void> reverse(UUID member, String businessType, String businessId) {
    throw new UnsupportedOperationException("reverse");
  }
}

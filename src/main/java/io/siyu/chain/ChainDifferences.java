package io.siyu.chain;

import io.siyu.member.MemberDirectory;
import io.siyu.order.PriceDifferences;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives entries of a successful chain the difference to the step of the ladder that it reached.
 * Confirming an entry and deciding its difference is one transaction, so that neither is there
 * without the other, and both are once.
 */
@ApplicationScoped
class ChainDifferences {

  /** One per order, whatever is repeated. */
  static final String KEY = "LADDER";

  private static final String CAUSE = "CHAIN_PRICE_DIFFERENCE";

  private final MemberDirectory members;
  private final LadderRows rows;
  private final PriceDifferences differences;
  private final CrashPoints crashPoints;

  ChainDifferences(
      MemberDirectory members,
      LadderRows rows,
      PriceDifferences differences,
      CrashPoints crashPoints) {
    this.members = members;
    this.rows = rows;
    this.differences = differences;
    this.crashPoints = crashPoints;
  }

  /** In the caller's transaction; nothing happens to an entry that was dealt with before. */
  Uni<Void> confirm(SettlementRows.Waiting entry) {
    // Whoever refunds the order meanwhile holds this lock: either is seen by the other.
    return members
        .lockEvenIfGone(entry.member())
        .invoke(() -> crashPoints.reach("chain.confirming"))
        .chain(() -> rows.confirm(entry.entry()))
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : differences.refund(entry.order(), KEY, due, CAUSE));
  }
}

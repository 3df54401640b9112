package io.siyu.order;

import io.siyu.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The part of Siyu that orders of one source belong to. Called last in the order's own transaction,
 * so that the hottest row is locked last. Never fails for a business reason: it may refund the
 * order instead ({@link OrderRefunds#refundWhole}).
 */
public interface OrderParticipant {

  OrderSource source();

  /**
   * @param orders one, or several whose payments share a transaction, by the gateway's time
   * @throws io.siyu.payment.PaidAlone when some of several need a transaction of their own
   */
  Uni<Void> onPaid(List<PaidOrder> orders);

  /** The order was cancelled unpaid. */
  Uni<Void> onReleased(OrderFacts order);

  /**
   * Money came for orders that were cancelled before, and goes back; told once of each, in the
   * transaction that decides it.
   *
   * @param paidAtByOrder the gateway's times
   */
  default Uni<Void> onLateMoney(Map<UUID, Instant> paidAtByOrder) {
    return Uni.createFrom().voidItem();
  }

  /** The whole order was refunded, or the last of its units. */
  Uni<Void> onRefunded(OrderFacts order);

  /**
   * Why the order is refunded as a whole only, for whoever asked for a part. What the answer rests
   * on stays so until the caller's transaction ends.
   *
   * @return null when its parts may be refunded
   */
  Uni<String> whyWholeOnly(OrderFacts order);

  /**
   * Some units were refunded, and others are left. Only of orders that {@link #whyWholeOnly} has
   * nothing against, in the same transaction.
   *
   * @param unitsBySku each at least one
   */
  default Uni<Void> onUnitsRefunded(OrderFacts order, Map<UUID, Integer> unitsBySku) {
    throw new IllegalStateException("Orders of " + source() + " are refunded as a whole.");
  }

  /**
   * Asked, in a lane of its own, before and after a payment is prepared, so that nobody is charged
   * for what would only be given back.
   *
   * @return why an order that still waits for its money shall take none any more; null when it may
   */
  default Uni<Refusal> obstacleToPaying(UUID order) {
    return Uni.createFrom().nullItem();
  }

  /** Whether the goods may leave now; e.g. nothing ships before a chain-buy has succeeded. */
  default Uni<Boolean> mayShip(OrderFacts order) {
    return Uni.createFrom().item(true);
  }
}

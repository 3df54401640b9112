package io.siyu.order;

import io.smallrye.mutiny.Uni;
import java.util.List;

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

  /** The whole order was refunded. */
  Uni<Void> onRefunded(OrderFacts order);

  /** Whether the goods may leave now; e.g. nothing ships before a chain-buy has succeeded. */
  default Uni<Boolean> mayShip(OrderFacts order) {
    return Uni.createFrom().item(true);
  }
}

package io.siyu.payment;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Whoever payments are for; runs in the transaction of the payment's own change. Never fails for a
 * business reason: an unexpected payment is kept and refunded.
 */
public interface PaymentListener {

  /** Takes the locks that come before the rows of these payers' payments, in one order. */
  Uni<Void> lock(Collection<UUID> payers);

  /**
   * Called once per payment, also for one that was closed before the money came.
   *
   * @param paid one, or several that share a transaction, by the gateway's time
   * @throws PaidAlone when some of several need a transaction of their own
   */
  Uni<Void> paid(List<PaidPayment> paid);

  /**
   * @param succeeded false when the gateway refused for good: the refund waits for an operator
   */
  Uni<Void> refundSettled(UUID orderId, UUID refundId, boolean succeeded);

  /** An operator has the gateway asked once more for what it refused. */
  Uni<Void> refundAskedAgain(UUID orderId, UUID refundId);
}

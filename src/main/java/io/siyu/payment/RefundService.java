package io.siyu.payment;

import io.siyu.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives money back. */
@ApplicationScoped
public class RefundService {

  /**
   * Decides a refund in the caller's transaction; the money follows by the outbox. The same refund
   * id again changes nothing. The sum of a payment's refunds never exceeds what was paid.
   */
  public Uni<Void> request(UUID paymentId, UUID refundId, Money amount, String reason) {
    throw new UnsupportedOperationException();
  }
}

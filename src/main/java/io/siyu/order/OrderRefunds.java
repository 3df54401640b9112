package io.siyu.order;

import io.siyu.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Refunds orders, whole or in part. */
@ApplicationScoped
public class OrderRefunds {

  /**
   * Refunds what is left of the order and reverses all local value, in the caller's transaction;
   * the money follows by the outbox. Repeating it changes nothing.
   *
   * @param cause for the order's log
   */
  public Uni<Void> refundWhole(UUID orderId, String cause) {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives back a part of the money and nothing else, in the caller's transaction. The same key
   * again changes nothing; the sum never exceeds what was paid.
   *
   * @param refundKey unique per order
   * @param amount more than nothing
   */
  public Uni<Void> refundPart(UUID orderId, String refundKey, Money amount, String cause) {
    throw new UnsupportedOperationException();
  }
}

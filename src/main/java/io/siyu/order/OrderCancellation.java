package io.siyu.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Cancels unpaid orders. */
@ApplicationScoped
public class OrderCancellation {

  /**
   * Closes the payment at the gateway and then, unless the money was faster, cancels the order and
   * gives back what it held. Outside of a transaction, as it calls the gateway; safe to repeat.
   *
   * @param cause for the order's log, e.g. {@code PAYMENT_TIMEOUT}
   */
  public Uni<CancelResult> cancel(UUID orderId, String cause) {
    throw new UnsupportedOperationException();
  }
}

package io.siyu.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Opens, prepares, closes and checks payments. */
@ApplicationScoped
public class PaymentService {

  /** Opens a payment in the caller's transaction; nothing is asked of the gateway yet. */
  public Uni<UUID> open(PaymentRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Asks the gateway for what the mini-program needs to pay. Outside of a transaction; asking again
   * is safe, as the gateway knows the payment by an id that follows from ours.
   */
  public Uni<PrepayParameters> prepay(UUID paymentId) {
    throw new UnsupportedOperationException();
  }

  /** Closes the payment at the gateway, then here. Outside of a transaction; safe to repeat. */
  public Uni<CloseResult> close(UUID paymentId) {
    throw new UnsupportedOperationException();
  }

  /** Asks the gateway what became of the payment and catches up. Outside of a transaction. */
  public Uni<Void> reconcile(UUID paymentId) {
    throw new UnsupportedOperationException();
  }
}

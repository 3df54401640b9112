package io.siyu.order;

import io.siyu.payment.PrepayParameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** From an order to its payment. */
@ApplicationScoped
public class OrderCheckout {

  /**
   * What the mini-program needs to pay the member's order. Outside of a transaction; safe to
   * repeat.
   */
  public Uni<PrepayParameters> prepay(UUID memberId, UUID orderId) {
    throw new UnsupportedOperationException();
  }
}

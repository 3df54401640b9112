package io.siyu.payment;

import java.util.Set;

/**
 * Where a payment stands. The database refuses any other change than {@link #successors} names
 * (constraint {@code payment_transition_allowed}).
 */
public enum PaymentState {
  /** Waits for the money. */
  OPEN,
  /** The money arrived in time. Final. */
  PAID,
  /** Given up, here and at the gateway. */
  CLOSED,
  /** The money arrived although the payment was closed. Final. */
  PAID_LATE;

  /**
   * @return what may come next; empty for a final state
   */
  public Set<PaymentState> successors() {
    return switch (this) {
      case OPEN -> Set.of(PAID, CLOSED);
      case CLOSED -> Set.of(PAID_LATE);
      case PAID, PAID_LATE -> Set.of();
    };
  }

  boolean hasMoney() {
    return this == PAID || this == PAID_LATE;
  }
}

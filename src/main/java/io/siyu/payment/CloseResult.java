package io.siyu.payment;

/** What became of a payment that was to be closed. */
public enum CloseResult {
  /** The gateway takes no money for it any more. */
  CLOSED,
  /** The money had arrived; the payment is now PAID and its listener knows. */
  ALREADY_PAID
}

package io.siyu.payment;

/** Where a refund stands. */
public enum RefundState {
  /** Decided; its money is on the way. */
  REQUESTED,
  /** The gateway gave the money back. Final. */
  SUCCEEDED,
  /** The gateway refused for good: an operator has to see to it. Final. */
  REFUSED
}

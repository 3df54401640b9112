package io.siyu.order;

/** What became of an order that was to be cancelled. */
public enum CancelResult {
  /** It is CANCELLED, now or before; what it held was given back. */
  CANCELLED,
  /** Its money had arrived, so it was not cancelled; refund it instead. */
  ALREADY_PAID
}

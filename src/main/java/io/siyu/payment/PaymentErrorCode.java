package io.siyu.payment;

/** Why a payment is refused. */
public enum PaymentErrorCode {
  /** It is closed, or its time is over. */
  NOT_PAYABLE,
  /** It is paid already. */
  ALREADY_PAID
}

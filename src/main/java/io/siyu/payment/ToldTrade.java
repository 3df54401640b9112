package io.siyu.payment;

import io.siyu.payment.PaymentGateway.Trade;
import java.util.Comparator;

/**
 * Money that the gateway told of, and what we knew then.
 *
 * @param payment as it was read before any lock; null when the trade is none of ours
 * @param trade in state SUCCESS
 */
record ToldTrade(Payment payment, Trade trade) {

  /** By the gateway's time, then by the payment's id, which the trade's number is made of. */
  static final Comparator<ToldTrade> ORDER =
      Comparator.comparing((ToldTrade told) -> told.trade().paidAt())
          .thenComparing(told -> told.trade().tradeNumber());

  /** The same money told once more, which stays so: nothing is left to do. */
  boolean isKnown() {
    return payment != null && trade.transactionId().equals(payment.transactionId());
  }

  /** It is what the payment waits for, as far as can be said without a lock. */
  boolean fits() {
    return payment != null
        && !payment.state().hasMoney()
        && trade.amount().equals(payment.amount());
  }

  /** Nothing is odd about it, so that it can be expected to spoil no transaction of others. */
  boolean maySettleWithOthers() {
    return fits()
        && payment.hotspot() != null
        && payment.state() == PaymentState.OPEN
        && !trade.paidAt().isAfter(payment.expiresAt());
  }
}

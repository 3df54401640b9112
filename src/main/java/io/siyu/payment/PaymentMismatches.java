package io.siyu.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Money that the gateway took and that fits none of our payments. It is kept for operators, never
 * dropped: one row per trade and kind, one error in the log and one count in the metrics.
 */
@ApplicationScoped
class PaymentMismatches {

  private static final Logger LOG = Logger.getLogger(PaymentMismatches.class);

  enum Kind {
    /** The trade's number is none of ours. */
    UNKNOWN_TRADE,
    /** The gateway took more or less than was asked for. */
    OTHER_AMOUNT,
    /** The notice names another merchant, mini-program or currency. */
    OTHER_ACCOUNT,
    /** A paid payment was paid once more, by another transaction. */
    PAID_TWICE
  }

  private final Sql sql;
  private final Clock clock;
  private final MeterRegistry meters;

  PaymentMismatches(Sql sql, Clock clock, MeterRegistry meters) {
    this.sql = sql;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Keeps the trade in the caller's transaction; the same one again changes nothing.
   *
   * @param paymentId null for a trade that is none of ours
   */
  Uni<Void> keep(Kind kind, Trade trade, UUID paymentId) {
    return sql.update(
            """
            INSERT INTO payment_mismatch
              (trade_number, transaction_id, kind, payment_id, taken_fen, paid_at, noticed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""",
            trade.tradeNumber(),
            trade.transactionId(),
            kind.name(),
            paymentId,
            trade.amount().fen(),
            trade.paidAt(),
            clock.instant())
        .invoke(rows -> report(rows, kind, trade))
        .replaceWithVoid();
  }

  private void report(int rows, Kind kind, Trade trade) {
    if (rows == 1) {
      meters.counter("siyu.payment.mismatches", "kind", kind.name()).increment();
      LOG.errorf(
          "The gateway's trade %s needs an operator: %s. paymentMismatches lists it.",
          trade.tradeNumber(), kind);
    }
  }
}

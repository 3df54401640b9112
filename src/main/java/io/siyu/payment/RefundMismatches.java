package io.siyu.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Refunds of which the gateway tells something else than we know. They are kept for operators,
 * never dropped: one row per refund and kind, one error in the log and one count in the metrics.
 */
@ApplicationScoped
class RefundMismatches {

  private static final Logger LOG = Logger.getLogger(RefundMismatches.class);

  enum Kind {
    /** The refund's number is none of ours. */
    UNKNOWN_REFUND,
    /** It is of another payment, or of more or less than was asked for. */
    OTHER_AMOUNT,
    /** The notice names another merchant. */
    OTHER_ACCOUNT,
    /** It fared otherwise than the gateway said before, which was final. */
    OTHER_OUTCOME
  }

  private final Sql sql;
  private final Clock clock;
  private final MeterRegistry meters;

  RefundMismatches(Sql sql, Clock clock, MeterRegistry meters) {
    this.sql = sql;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Keeps the notice in the caller's transaction; the same one again changes nothing.
   *
   * @param refundId null for a refund that is none of ours
   */
  Uni<Void> keep(Kind kind, RefundNotice notice, UUID refundId) {
    return sql.update(
            """
            INSERT INTO refund_mismatch
              (refund_number, trade_number, kind, refund_id, returned_fen, answer, noticed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""",
            notice.refundNumber(),
            notice.tradeNumber(),
            kind,
            refundId,
            notice.amount().fen(),
            notice.answer(),
            clock.instant())
        .invoke(rows -> report(rows, kind, notice))
        .replaceWithVoid();
  }

  private void report(int rows, Kind kind, RefundNotice notice) {
    if (rows == 1) {
      meters.counter("siyu.payment.mismatches", "kind", "REFUND_" + kind.name()).increment();
      LOG.errorf(
          "The gateway's refund %s needs an operator: %s. paymentMismatches lists it.",
          notice.refundNumber(), kind);
    }
  }
}

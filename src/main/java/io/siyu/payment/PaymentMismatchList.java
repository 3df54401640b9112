package io.siyu.payment;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Everything that the gateway told and that fits nothing of ours, for staff. */
@ApplicationScoped
class PaymentMismatchList {

  /** Of payments and of refunds alike; to go on with {@code WHERE}. */
  static final String MISMATCHES =
      """
      SELECT id, kind, number, transaction_id, order_id, amount_fen, expected_fen, noticed_at,
             settled_at, outcome, note
      FROM (
        SELECT m.id, m.kind, m.trade_number AS number, m.transaction_id, p.order_id,
               m.taken_fen AS amount_fen, p.amount_fen AS expected_fen, m.noticed_at,
               m.settled_at, m.outcome, m.note
        FROM payment_mismatch m LEFT JOIN payment p ON p.id = m.payment_id
        UNION ALL
        SELECT m.id, CASE m.kind WHEN 'UNKNOWN_REFUND' THEN m.kind ELSE 'REFUND_' || m.kind END,
               m.refund_number, NULL, p.order_id, m.returned_fen, r.amount_fen, m.noticed_at,
               m.settled_at, m.outcome, m.note
        FROM refund_mismatch m LEFT JOIN refund r ON r.id = m.refund_id
        LEFT JOIN payment p ON p.id = r.payment_id) AS told
      """;

  private final Database database;
  private final Sql sql;

  PaymentMismatchList(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /** Newest first. A few rows a year, so that both tables are read as a whole. */
  Uni<Page<PaymentMismatchView>> page(boolean settled, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    MISMATCHES
                        + """
                        WHERE (settled_at IS NOT NULL) = $5 AND (
                          $1::timestamptz IS NULL
                          OR (noticed_at, number, kind, coalesce(transaction_id, ''))
                             < ($1, $2, $3, $4))
                        ORDER BY noticed_at DESC, number DESC, kind DESC,
                                 coalesce(transaction_id, '') DESC
                        LIMIT $6""",
                    PaymentMismatchView::of,
                    after == null ? null : after.instant(0),
                    after == null ? null : after.key().get(1),
                    after == null ? null : after.key().get(2),
                    after == null ? null : after.key().get(3),
                    settled,
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }
}

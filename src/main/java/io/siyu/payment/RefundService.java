package io.siyu.payment;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Gives money back. */
@ApplicationScoped
public class RefundService {

  private final Database database;
  private final Sql sql;
  private final Outbox outbox;
  private final PaymentConfig config;
  private final Clock clock;
  private final CrashPoints crashPoints;

  RefundService(
      Database database,
      Sql sql,
      Outbox outbox,
      PaymentConfig config,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.sql = sql;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /**
   * Decides a refund in the caller's transaction; the money follows by the outbox. The same refund
   * id again changes nothing.
   *
   * @param amount more than nothing
   * @param reason what the payer reads, at most 80 characters
   * @throws IllegalStateException when nothing was paid, or refunds would exceed what was: the
   *     caller's own guard failed
   */
  public Uni<Void> request(UUID paymentId, UUID refundId, Money amount, String reason) {
    return database.transaction(
        () ->
            insert(paymentId, refundId, amount, reason)
                .chain(
                    inserted ->
                        inserted == 0
                            ? Uni.createFrom().voidItem()
                            : take(paymentId, amount)
                                .chain(() -> enqueue(refundId))
                                .invoke(() -> crashPoints.reach("refund.requested"))));
  }

  /** Those of the orders whose money is on its way back; in the caller's lane. */
  public Uni<List<UUID>> underWayAmong(Collection<UUID> orders) {
    return sql.list(
        """
        SELECT DISTINCT p.order_id FROM refund r JOIN payment p ON p.id = r.payment_id
        WHERE p.order_id = ANY($1) AND r.state = 'REQUESTED' ORDER BY p.order_id""",
        row -> row.uuid("order_id"),
        orders);
  }

  private Uni<Integer> insert(UUID paymentId, UUID refundId, Money amount, String reason) {
    Instant now = clock.instant();
    return sql.update(
        """
        INSERT INTO refund (id, payment_id, amount_fen, reason, state, query_at, requested_at)
        VALUES ($1, $2, $3, $4, 'REQUESTED', $5, $6) ON CONFLICT (id) DO NOTHING""",
        refundId,
        paymentId,
        amount.fen(),
        reason,
        now.plus(config.refundQueryAfter()),
        now);
  }

  private Uni<Void> take(UUID paymentId, Money amount) {
    return sql.update(
            """
            UPDATE payment SET refunded_fen = refunded_fen + $2
            WHERE id = $1 AND state IN ('PAID', 'PAID_LATE') AND refunded_fen + $2 <= amount_fen""",
            paymentId,
            amount.fen())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw new IllegalStateException("More would be refunded than was paid.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> enqueue(UUID refundId) {
    JsonObject payload = new JsonObject().put("refundId", refundId.toString());
    return outbox.enqueue(RefundDelivery.HANDLER, refundId.toString(), payload).replaceWithVoid();
  }
}

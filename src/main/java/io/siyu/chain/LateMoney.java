package io.siyu.chain;

import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Sql;
import io.siyu.platform.event.Events;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Payments that came too late for their entries: they go back, and whoever made them is told why,
 * decided by one transaction. Payments that find no seat are {@link TeamPayments}' business.
 */
@ApplicationScoped
class LateMoney {

  private final Sql sql;
  private final OrderRefunds refunds;
  private final Events events;
  private final Clock clock;
  private final CrashPoints crashPoints;

  LateMoney(Sql sql, OrderRefunds refunds, Events events, Clock clock, CrashPoints crashPoints) {
    this.sql = sql;
    this.refunds = refunds;
    this.events = events;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /**
   * The order is paid, and its entry waits for that in vain: {@link ChainOrders#onRefunded} ends
   * it.
   *
   * @param paidAt the gateway's time
   */
  Uni<Void> giveBack(UUID order, Instant paidAt) {
    return missed(Map.of(order, paidAt))
        .call(missed -> refunds.refundWhole(order, refundCause(missed.get(0))))
        .chain(events::publishAll)
        .invoke(() -> crashPoints.reach("chain.givenBack"));
  }

  /**
   * The orders were cancelled before, and their money goes back by itself. However many, by one
   * statement each. Their entries did not end unpaid after all, so they do not keep anybody from
   * joining again.
   *
   * @param paidAtByOrder the gateway's times
   */
  Uni<Void> goesBack(Map<UUID, Instant> paidAtByOrder) {
    return missed(paidAtByOrder).chain(events::publishAll);
  }

  /** An order is never paid when its entry is over, except for what somebody did by hand. */
  private static String refundCause(ChainPaymentMissed missed) {
    return missed.cause().equals(ChainPaymentMissed.ENTRY_OVER)
        ? "CHAIN_PAID_TOO_LATE"
        : missed.cause();
  }

  private Uni<List<ChainPaymentMissed>> missed(Map<UUID, Instant> paidAtByOrder) {
    List<Map.Entry<UUID, Instant>> paid = List.copyOf(paidAtByOrder.entrySet());
    return sql.list(
        """
        WITH noted AS (
          UPDATE chain_entry SET end_cause = 'PAID_TOO_LATE'
          WHERE order_id = ANY($1) AND state = 'EXPIRED' AND end_cause = 'UNPAID')
        SELECT e.chain_id, e.id,
          CASE WHEN t.paid_at > c.deadline THEN 'CHAIN_PAID_TOO_LATE'
               WHEN c.state = 'CANCELLED' THEN 'CHAIN_CANCELLED'
               WHEN e.state = 'EXPIRED' THEN 'ENTRY_OVER'
               ELSE 'CHAIN_PAID_TOO_LATE' END AS cause
        FROM unnest($1::uuid[], $2::timestamptz[]) AS t (order_id, paid_at)
        JOIN chain_entry e ON e.order_id = t.order_id JOIN chain c ON c.id = e.chain_id
        ORDER BY e.id""",
        row ->
            new ChainPaymentMissed(
                row.uuid("chain_id"), row.uuid("id"), null, row.text("cause"), clock.instant()),
        paid.stream().map(Map.Entry::getKey).toList(),
        paid.stream().map(Map.Entry::getValue).toList());
  }
}

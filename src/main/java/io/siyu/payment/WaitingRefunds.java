package io.siyu.payment;

import io.siyu.platform.database.Sql;
import io.siyu.platform.metrics.StandingNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Refunds that wait for staff: refused by the gateway, or stuck. {@code refusedRefunds} lists. */
@ApplicationScoped
class WaitingRefunds implements StandingNumber {

  private final Sql sql;
  private final StuckRefunds stuck;

  WaitingRefunds(Sql sql, StuckRefunds stuck) {
    this.sql = sql;
    this.stuck = stuck;
  }

  @Override
  public String gauge() {
    return "siyu.refunds.for.staff";
  }

  @Override
  public Uni<Long> count() {
    return sql.first(
        """
        SELECT (SELECT count(*) FROM refund r
                WHERE r.state = 'REFUSED' AND NOT EXISTS (
                  SELECT 1 FROM refund_by_hand h WHERE h.refund_id = r.id))
          + (SELECT count(*) FROM refund
             WHERE state = 'REQUESTED' AND coalesce(retried_at, requested_at) <= $1) AS waiting""",
        row -> row.number("waiting"),
        stuck.askedForUntil());
  }
}

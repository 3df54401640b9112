package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.siyu.platform.metrics.StandingNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Chain-buys and teams that should have come to their end: nobody closed them, or they wait for the
 * gateway, or entries of theirs can be neither refunded nor confirmed. Members wait for goods or
 * money.
 */
@ApplicationScoped
class OverdueChains implements StandingNumber {

  /** A job ends chains every five seconds; ten thousand refunds take it some minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Sql sql;
  private final Clock clock;

  OverdueChains(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String gauge() {
    return "siyu.chain.overdue";
  }

  @Override
  public Uni<Long> count() {
    return sql.first(
        """
        SELECT (SELECT count(*) FROM chain
                WHERE state IN ('OPEN', 'REACHED') AND deadline <= $1)
          + (SELECT count(*) FROM chain c
             WHERE c.wound_up_at IS NULL AND c.state IN ('CLOSED', 'SETTLED', 'CANCELLED')
               AND EXISTS (SELECT 1 FROM chain_transition t
                           WHERE t.chain_id = c.id AND t.to_state IN ('CLOSED', 'CANCELLED')
                             AND t.at <= $1))
          + (SELECT count(*) FROM chain_team WHERE state = 'OPEN' AND ends_at <= $1)
          + (SELECT count(*) FROM chain_team
             WHERE state = 'FAILED' AND wound_up_at IS NULL AND failed_at <= $1) AS overdue""",
        row -> row.number("overdue"),
        clock.instant().minus(PATIENCE));
  }
}

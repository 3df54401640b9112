package io.siyu.platform.outbox;

import io.siyu.platform.database.Sql;
import io.siyu.platform.metrics.StandingNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Messages that are due for long: nobody sends, or more come than are sent. */
@ApplicationScoped
class LateMessages implements StandingNumber {

  private final Sql sql;

  LateMessages(Sql sql) {
    this.sql = sql;
  }

  @Override
  public String gauge() {
    return "siyu.outbox.late";
  }

  @Override
  public Uni<Long> count() {
    return sql.first(
        """
        SELECT count(*) AS late FROM outbox_message
        WHERE state = 'PENDING' AND next_attempt_at <= now() - interval '5 minutes'""",
        row -> row.number("late"));
  }
}

package io.siyu.platform.outbox;

import io.siyu.platform.FailureText;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who may send which message until when. Leases run on the database's time, so that replicas'
 * clocks do not matter. A crashed owner's messages come back when the lease is over; its late
 * answer is refused by the token.
 */
@ApplicationScoped
class OutboxLeases {

  private final Database database;
  private final Sql sql;
  private final OutboxConfig config;

  OutboxLeases(Database database, Sql sql, OutboxConfig config) {
    this.database = database;
    this.sql = sql;
    this.config = config;
  }

  Uni<List<OutboxMessage>> take() {
    UUID token = Ids.next();
    return database.transaction(
        () ->
            sql.list(
                """
                UPDATE outbox_message m
                SET lease_token = $1, attempts = attempts + 1,
                    next_attempt_at = now() + $2 * interval '1 millisecond'
                FROM (SELECT id FROM outbox_message
                      WHERE state = 'PENDING' AND next_attempt_at <= now()
                      ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
                WHERE m.id = due.id
                RETURNING m.id, m.handler, m.unique_key, m.payload, m.attempts, m.lease_token""",
                OutboxLeases::message,
                token,
                // Longer than the handler may take, so that the owner gives up before it is
                // replaced.
                config.lease().multipliedBy(2).toMillis(),
                config.batchSize()));
  }

  /** Marks success in the caller's transaction. */
  Uni<Void> finish(OutboxMessage message) {
    return sql.update(
            """
            UPDATE outbox_message SET state = 'SENT', finished_at = now(), last_error = NULL
            WHERE id = $1 AND lease_token = $2 AND state = 'PENDING'""",
            message.id(),
            message.leaseToken())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw new StaleLease();
              }
            })
        .replaceWithVoid();
  }

  /** Gives the message back for a later attempt, or buries it when its attempts are used up. */
  Uni<Void> retry(OutboxMessage message, Throwable failure) {
    boolean dead = message.attempts() >= config.maxAttempts();
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    UPDATE outbox_message
                    SET state = $3, last_error = $4,
                        finished_at = CASE WHEN $3 = 'DEAD' THEN now() END,
                        next_attempt_at = now() + $5 * interval '1 millisecond'
                    WHERE id = $1 AND lease_token = $2 AND state = 'PENDING'""",
                    message.id(),
                    message.leaseToken(),
                    dead ? "DEAD" : "PENDING",
                    FailureText.of(failure),
                    backoff(message.attempts()).toMillis()))
        .replaceWithVoid();
  }

  /** Gives a message back that was not tried; the longest backoff, and no attempt is used up. */
  Uni<Void> giveBack(OutboxMessage message, Throwable cause) {
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    UPDATE outbox_message
                    SET attempts = attempts - 1, last_error = $3,
                        next_attempt_at = now() + $4 * interval '1 millisecond'
                    WHERE id = $1 AND lease_token = $2 AND state = 'PENDING'""",
                    message.id(),
                    message.leaseToken(),
                    FailureText.of(cause),
                    jittered(config.maxBackoff().toMillis()).toMillis()))
        .replaceWithVoid();
  }

  private Duration backoff(int attempts) {
    long doubled = config.firstBackoff().toMillis() << Math.min(attempts - 1, 30);
    return jittered(Math.min(doubled, config.maxBackoff().toMillis()));
  }

  private static Duration jittered(long capped) {
    // Full jitter on the upper half, so that a broken peer is not met by a wave.
    return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }

  private static OutboxMessage message(SqlRow row) {
    return new OutboxMessage(
        row.uuid("id"),
        row.text("handler"),
        row.text("unique_key"),
        row.json("payload"),
        row.integer("attempts"),
        row.uuid("lease_token"));
  }
}

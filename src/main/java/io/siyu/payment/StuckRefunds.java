package io.siyu.payment;

import io.siyu.kernel.Refusal;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Refunds that the gateway neither gave back nor refused for long: it does not know the trade, has
 * not enough of our money, or the settings are wrong. The job goes on asking; staff may give the
 * money back by hand once the gateway says that it has not and nobody is just asking it to.
 */
@ApplicationScoped
class StuckRefunds {

  /** A refund takes minutes, and a gateway that was away for hours needs nobody. */
  private static final Duration PATIENCE = Duration.ofDays(1);

  /** Much longer than asking for a refund takes, attempts and all. */
  private static final Duration LONGEST_ASKING = Duration.ofMinutes(5);

  /** How long the job leaves a refund alone that staff want to see to. */
  private static final Duration LEFT_ALONE = Duration.ofMinutes(20);

  private final Database database;
  private final Sql sql;
  private final ChosenGateway gateway;
  private final RefundSettlement settlement;
  private final Clock clock;

  StuckRefunds(
      Database database, Sql sql, ChosenGateway gateway, RefundSettlement settlement, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.gateway = gateway;
    this.settlement = settlement;
    this.clock = clock;
  }

  /** What was asked for until then, and is not settled yet, is stuck. */
  Instant askedForUntil() {
    return clock.instant().minus(PATIENCE);
  }

  /**
   * Asks the gateway about a stuck refund, and catches up where the money went back after all.
   * Outside of a transaction.
   *
   * @return whether the refund is stuck and its money did not go back
   * @throws Refusal NOT_REFUSED while the gateway may still be working on it
   */
  Uni<Boolean> isStuck(UUID id) {
    return database
        .transaction(() -> leaveAlone(id))
        .chain(
            quiet -> {
              if (quiet == null) {
                return Uni.createFrom().item(false);
              }
              if (!quiet) {
                throw notRefused("The gateway is just being asked. Try again in five minutes.");
              }
              return gateway
                  .get()
                  .queryRefund(GatewayNumbers.of(id))
                  .chain(answer -> isStuck(id, answer));
            });
  }

  private Uni<Boolean> isStuck(UUID id, RefundAnswer answer) {
    if (answer == null || answer == RefundAnswer.ABNORMAL) {
      return Uni.createFrom().item(true);
    }
    return settlement
        .settle(id)
        .invoke(
            () -> {
              throw notRefused("The gateway has given the money back, or is about to.");
            })
        .replaceWith(false);
  }

  /**
   * The gateway is not asked any more. In the caller's transaction, after {@link #isStuck}; as
   * nobody began to ask since, what it said there is still so.
   *
   * @return false when somebody did, or the refund is settled
   */
  Uni<Boolean> giveUp(UUID id) {
    Instant now = clock.instant();
    return sql.update(
            """
            UPDATE refund SET state = 'REFUSED', settled_at = $2
            WHERE id = $1 AND state = 'REQUESTED' AND coalesce(retried_at, requested_at) <= $3
              AND (asked_at IS NULL OR asked_at <= $4)""",
            id,
            now,
            askedForUntil(),
            now.minus(LONGEST_ASKING))
        .map(rows -> rows == 1);
  }

  /**
   * @return whether nobody is asking the gateway for it; null when it is not stuck
   */
  private Uni<Boolean> leaveAlone(UUID id) {
    Instant now = clock.instant();
    return sql.first(
        """
        UPDATE refund SET query_at = greatest(query_at, $2)
        WHERE id = $1 AND state = 'REQUESTED' AND coalesce(retried_at, requested_at) <= $3
        RETURNING asked_at IS NULL OR asked_at <= $4 AS quiet""",
        row -> row.bool("quiet"),
        id,
        now.plus(LEFT_ALONE),
        askedForUntil(),
        now.minus(LONGEST_ASKING));
  }

  private static Refusal notRefused(String message) {
    return Refusal.of(PaymentDeskErrorCode.NOT_REFUSED, message, "input", "refundId");
  }
}

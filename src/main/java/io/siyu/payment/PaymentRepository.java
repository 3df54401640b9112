package io.siyu.payment;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Statements on payments; each change of state writes its log row in the same statement. */
@ApplicationScoped
class PaymentRepository {

  private final Sql sql;

  PaymentRepository(Sql sql) {
    this.sql = sql;
  }

  Uni<Void> insert(UUID id, PaymentRequest request, Instant now) {
    return sql.update(
            """
            WITH opened AS (
              INSERT INTO payment
                (id, order_id, payer_id, description, amount_fen, state, expires_at, created_at,
                 hotspot_id)
              VALUES ($1, $2, $3, $4, $5, 'OPEN', $6, $7, $8)
              RETURNING id)
            INSERT INTO payment_transition (payment_id, to_state, cause, at)
            SELECT id, 'OPEN', 'ORDER_PLACED', $7::timestamptz FROM opened""",
            id,
            request.orderId(),
            request.payer(),
            request.description(),
            request.amount().fen(),
            request.expiresAt(),
            now,
            request.hotspot())
        .replaceWithVoid();
  }

  Uni<Payment> find(UUID id) {
    return sql.first("SELECT " + Payment.COLUMNS + " FROM payment WHERE id = $1", Payment::of, id);
  }

  Uni<Payment> get(UUID id) {
    return find(id).onItem().ifNull().failWith(() -> RequestFailure.notFound("Payment"));
  }

  /** Those of them that are there. */
  Uni<Map<UUID, Payment>> all(Collection<UUID> ids) {
    return sql.list(
            "SELECT " + Payment.COLUMNS + " FROM payment WHERE id = ANY($1)", Payment::of, ids)
        .map(found -> found.stream().collect(Collectors.toMap(Payment::id, Function.identity())));
  }

  Uni<List<UUID>> openAmong(Collection<UUID> orders) {
    return sql.list(
        "SELECT order_id FROM payment WHERE order_id = ANY($1) AND state = 'OPEN' ORDER BY id",
        row -> row.uuid("order_id"),
        orders);
  }

  Uni<Payment> ofOrder(UUID orderId) {
    return sql.first(
        "SELECT " + Payment.COLUMNS + " FROM payment WHERE order_id = $1", Payment::of, orderId);
  }

  /**
   * Notes when to ask the gateway, before it hears of the payment, so that no crash can lose it.
   *
   * @return null when the payment is not open any more
   */
  Uni<Payment> beginPaying(UUID id, Instant queryAt, Instant now) {
    return sql.first(
        "UPDATE payment SET query_at = least(query_at, $2) "
            + "WHERE id = $1 AND state = 'OPEN' AND expires_at > $3 RETURNING "
            + Payment.COLUMNS,
        Payment::of,
        id,
        queryAt,
        now);
  }

  /**
   * Notes the money, PAID or PAID_LATE, of those payments that have none yet.
   *
   * @param trades one for each payment
   * @return those that it was new for
   */
  Uni<Set<UUID>> paid(List<ToldTrade> trades, Instant now) {
    return sql.list(
            """
            WITH told AS (
              SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[])
                AS t (id, transaction_id, paid_at)),
            before AS (
              SELECT id, state FROM payment WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE),
            changed AS (
              UPDATE payment p
              SET state = CASE b.state WHEN 'OPEN' THEN 'PAID' ELSE 'PAID_LATE' END,
                  transaction_id = t.transaction_id, paid_at = t.paid_at
              FROM before b JOIN told t ON t.id = b.id
              WHERE p.id = b.id AND b.state IN ('OPEN', 'CLOSED')
              RETURNING p.id, b.state AS from_state, p.state AS to_state)
            INSERT INTO payment_transition (payment_id, from_state, to_state, cause, at)
            SELECT id, from_state, to_state, 'GATEWAY_SAYS_PAID', $4::timestamptz FROM changed
            RETURNING payment_id""",
            row -> row.uuid("payment_id"),
            trades.stream().map(told -> told.payment().id()).toList(),
            trades.stream().map(told -> told.trade().transactionId()).toList(),
            trades.stream().map(told -> told.trade().paidAt()).toList(),
            now)
        .map(Set::copyOf);
  }

  /**
   * Keeps when to ask the gateway: it may hear of the payment after it was asked to close it, from
   * a prepay that was on its way.
   */
  Uni<Boolean> close(UUID id, Instant now) {
    return sql.update(
            """
            WITH closed AS (
              UPDATE payment SET state = 'CLOSED' WHERE id = $1 AND state = 'OPEN' RETURNING id)
            INSERT INTO payment_transition (payment_id, from_state, to_state, cause, at)
            SELECT id, 'OPEN', 'CLOSED', 'CLOSED_AT_GATEWAY', $2::timestamptz FROM closed""",
            id,
            now)
        .map(rows -> rows == 1);
  }

  /**
   * Closes an open payment of which the gateway cannot have heard: {@link #beginPaying} notes when
   * to ask before anything is sent.
   */
  Uni<Boolean> closeUnannounced(UUID id, Instant now) {
    return sql.update(
            """
            WITH closed AS (
              UPDATE payment SET state = 'CLOSED'
              WHERE id = $1 AND state = 'OPEN' AND query_at IS NULL RETURNING id)
            INSERT INTO payment_transition (payment_id, from_state, to_state, cause, at)
            SELECT id, 'OPEN', 'CLOSED', 'NEVER_ANNOUNCED', $2::timestamptz FROM closed""",
            id,
            now)
        .map(rows -> rows == 1);
  }

  /** Takes open payments that are due to be asked about, and puts their next turn off. */
  Uni<List<UUID>> takeDue(Instant now, Instant next, int limit) {
    return takeDue(PaymentState.OPEN, now, next, limit);
  }

  /** As {@link #takeDue}, of those that were closed after the gateway may have heard of them. */
  Uni<List<UUID>> takeDueClosed(Instant now, Instant next, int limit) {
    return takeDue(PaymentState.CLOSED, now, next, limit);
  }

  /**
   * Nobody asks about a closed payment any more.
   *
   * @param overSince how long ago a payment's time must have ended; null for one that is over
   *     anyhow
   */
  Uni<Void> askNoMore(UUID id, Instant overSince) {
    return sql.update(
            """
            UPDATE payment SET query_at = NULL
            WHERE id = $1 AND state = 'CLOSED' AND ($2::timestamptz IS NULL OR expires_at < $2)""",
            id,
            overSince)
        .replaceWithVoid();
  }

  /** The state stands in the text, as each has a partial index of its own. */
  private Uni<List<UUID>> takeDue(PaymentState state, Instant now, Instant next, int limit) {
    return sql.list(
        """
        UPDATE payment SET query_at = $2
        WHERE id IN (SELECT id FROM payment
                     WHERE state = '%s' AND query_at <= $1
                     ORDER BY query_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING id"""
            .formatted(state),
        row -> row.uuid("id"),
        now,
        next,
        limit);
  }
}

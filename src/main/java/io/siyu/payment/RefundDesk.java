package io.siyu.payment;

import io.quarkus.arc.All;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Where operators see to refunds that the gateway refused or that are stuck. Whatever they do, what
 * was given back here stays given back: only the money's way is theirs to choose.
 */
@ApplicationScoped
class RefundDesk {

  private static final String LIST = "refusedRefunds";

  private static final String REFUND =
      """
      SELECT r.id, p.order_id, r.amount_fen, p.amount_fen AS paid_fen, r.retries, r.requested_at,
             r.settled_at AS refused_at, h.settled_at, h.note,
             r.state = 'REQUESTED' AND coalesce(r.retried_at, r.requested_at) <= $1 AS stuck
      FROM refund r JOIN payment p ON p.id = r.payment_id
      LEFT JOIN refund_by_hand h ON h.refund_id = r.id
      """;

  private final Database database;
  private final Sql sql;
  private final StuckRefunds stuck;
  private final Idempotency idempotency;
  private final Outbox outbox;
  private final Audit audit;
  private final PaymentConfig config;
  private final List<PaymentListener> listeners;
  private final Clock clock;

  RefundDesk(
      Database database,
      Sql sql,
      StuckRefunds stuck,
      Idempotency idempotency,
      Outbox outbox,
      Audit audit,
      PaymentConfig config,
      @All List<PaymentListener> listeners,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.stuck = stuck;
    this.idempotency = idempotency;
    this.outbox = outbox;
    this.audit = audit;
    this.config = config;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** Oldest first. */
  Uni<Page<RefusedRefundView>> page(boolean settled, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 2, after);
    return database
        .read(
            () ->
                sql.list(
                    REFUND
                        + """
                        WHERE (r.state = 'REFUSED' AND (h.refund_id IS NOT NULL) = $2
                            OR r.state = 'REQUESTED' AND NOT $2
                              AND coalesce(r.retried_at, r.requested_at) <= $1)
                          AND ($3::timestamptz IS NULL
                            OR (coalesce(r.settled_at, r.requested_at), r.id) > ($3, $4::uuid))
                        ORDER BY coalesce(r.settled_at, r.requested_at), r.id LIMIT $5""",
                    RefusedRefundView::of,
                    stuck.askedForUntil(),
                    settled,
                    cursor == null ? null : cursor.instant(0),
                    cursor == null ? null : cursor.uuid(1),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursor(RefusedRefundView refund) {
    return Cursor.of(
        LIST,
        refund.refusedAt() == null ? refund.requestedAt() : refund.refusedAt(),
        RefusedRefundView.ID.decode(refund.id(), "id"));
  }

  /**
   * Asks the gateway for the refund once more, by the same number, once per key. The money follows
   * by the outbox.
   *
   * @throws Refusal NOT_REFUSED, or ALREADY_SETTLED when the money went back in another way
   */
  Uni<RefusedRefundView> retry(UUID operator, RetryRefundInput input) {
    UUID id = RefusedRefundView.ID.decode(input.refundId(), "input", "refundId");
    return idempotency
        .once(
            operator,
            "retryRefund",
            input.idempotencyKey(),
            Fingerprint.of(id),
            () -> locked(id).chain(refused -> askAgain(operator, refused)).replaceWith(id))
        .chain(() -> database.read(() -> find(id)));
  }

  /**
   * Notes that the money went back in another way. Saying the same again changes nothing. Of a
   * stuck refund the gateway is asked first, outside of the transaction.
   *
   * @throws Refusal NOT_REFUSED, or ALREADY_SETTLED when something else was said before
   */
  Uni<RefusedRefundView> settleByHand(UUID operator, SettleRefundByHandInput input) {
    UUID id = RefusedRefundView.ID.decode(input.refundId(), "input", "refundId");
    String note = Text.required(input.note(), 500, "input", "note");
    return stuck
        .isStuck(id)
        .chain(isStuck -> database.transaction(() -> settleByHand(operator, id, note, isStuck)));
  }

  private Uni<RefusedRefundView> settleByHand(
      UUID operator, UUID id, String note, boolean isStuck) {
    return locked(id)
        .call(() -> isStuck ? stuck.giveUp(id) : Uni.createFrom().voidItem())
        .chain(refund -> isStuck ? refused(id, refund.owner()) : Uni.createFrom().item(refund))
        .chain(
            refused ->
                refused.byHand() && note.equals(refused.note())
                    ? Uni.createFrom().voidItem()
                    : settle(operator, refused, note))
        .chain(() -> find(id));
  }

  private Uni<Void> askAgain(UUID operator, Refused refund) {
    refuseUnlessOpen(refund);
    return sql.update(
            """
            UPDATE refund
            SET state = 'REQUESTED', settled_at = NULL, retries = retries + 1, query_at = $2,
                retried_at = $3
            WHERE id = $1""",
            refund.id(),
            clock.instant().plus(config.refundQueryAfter()),
            clock.instant())
        .chain(() -> each(l -> l.refundAskedAgain(refund.orderId(), refund.id())))
        .chain(() -> enqueue(refund))
        .chain(() -> record(operator, "retryRefund", refund));
  }

  private Uni<Boolean> enqueue(Refused refund) {
    return outbox.enqueue(
        RefundDelivery.HANDLER,
        refund.id() + ":" + (refund.retries() + 1),
        new JsonObject().put("refundId", refund.id().toString()));
  }

  private Uni<Void> settle(UUID operator, Refused refund, String note) {
    refuseUnlessOpen(refund);
    return sql.update(
            """
            INSERT INTO refund_by_hand (refund_id, note, settled_by, settled_at)
            VALUES ($1, $2, $3, $4)""",
            refund.id(),
            note,
            operator,
            clock.instant())
        .chain(() -> each(l -> l.refundSettled(refund.orderId(), refund.id(), true)))
        .chain(() -> record(operator, "settleRefundByHand", refund));
  }

  /** The note stays with the refund, where it can be erased. */
  private Uni<Void> record(UUID operator, String action, Refused refund) {
    return audit.record(
        operator, action, RefusedRefundView.ID.encode(refund.id()), new JsonObject());
  }

  private Uni<RefusedRefundView> find(UUID id) {
    return sql.first(REFUND + "WHERE r.id = $2", RefusedRefundView::of, stuck.askedForUntil(), id);
  }

  /** Under the payer's lock, as every change of an order and its money. */
  private Uni<Refused> locked(UUID id) {
    return sql.first(
            """
            SELECT p.payer_id, p.order_id FROM refund r JOIN payment p ON p.id = r.payment_id
            WHERE r.id = $1""",
            row -> new Owner(row.uuid("payer_id"), row.uuid("order_id")),
            id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Refund"))
        .call(owner -> each(listener -> listener.lock(List.of(owner.payer()))))
        .chain(owner -> refused(id, owner));
  }

  private Uni<Refused> refused(UUID id, Owner owner) {
    return sql.first(
        """
        SELECT r.state, r.retries, h.refund_id IS NOT NULL AS by_hand, h.note
        FROM refund r LEFT JOIN refund_by_hand h ON h.refund_id = r.id
        WHERE r.id = $1 FOR UPDATE OF r""",
        row ->
            new Refused(
                id,
                owner,
                row.enumeration(RefundState.class, "state"),
                row.integer("retries"),
                row.bool("by_hand"),
                row.text("note")),
        id);
  }

  private static void refuseUnlessOpen(Refused refund) {
    if (refund.byHand()) {
      throw Refusal.of(
          PaymentDeskErrorCode.ALREADY_SETTLED,
          "The money went back in another way.",
          "input",
          "refundId");
    }
    if (refund.state() != RefundState.REFUSED) {
      throw Refusal.of(
          PaymentDeskErrorCode.NOT_REFUSED,
          "The gateway has not refused this refund, or not yet.",
          "input",
          "refundId");
    }
  }

  private Uni<Void> each(java.util.function.Function<PaymentListener, Uni<Void>> step) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PaymentListener listener : listeners) {
      all = all.chain(() -> step.apply(listener));
    }
    return all;
  }

  private record Owner(UUID payer, UUID order) {}

  private record Refused(
      UUID id, Owner owner, RefundState state, int retries, boolean byHand, String note) {

    UUID orderId() {
      return owner.order();
    }
  }
}

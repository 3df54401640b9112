package io.siyu.payment;

import io.quarkus.arc.All;
import io.siyu.kernel.Money;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.PaymentGateway.RefundRequest;
import io.siyu.payment.RefundMismatches.Kind;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Asks the gateway for a decided refund's money and settles what it answers. May be called any
 * number of times: the gateway knows the refund by a number that follows from our id.
 */
@ApplicationScoped
class RefundSettlement {

  private final Database database;
  private final Sql sql;
  private final ChosenGateway gateway;
  private final List<PaymentListener> listeners;
  private final RefundMismatches mismatches;
  private final CrashPoints crashPoints;
  private final Clock clock;

  RefundSettlement(
      Database database,
      Sql sql,
      ChosenGateway gateway,
      @All List<PaymentListener> listeners,
      RefundMismatches mismatches,
      CrashPoints crashPoints,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.gateway = gateway;
    this.listeners = listeners;
    this.mismatches = mismatches;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /** Outside of a transaction. */
  Uni<Void> settle(UUID refundId) {
    return database
        .transaction(() -> beginAsking(refundId))
        .chain(
            refund ->
                refund == null
                    ? Uni.createFrom().voidItem()
                    : ask(refund)
                        .invoke(() -> crashPoints.reach("refund.afterGateway"))
                        .chain(answer -> record(refund, answer)));
  }

  /**
   * Notes that the gateway is about to be asked, so that nobody gives the money back by hand
   * meanwhile.
   *
   * @return null when it is settled or unknown
   */
  private Uni<Known> beginAsking(UUID refundId) {
    return sql.update(
            "UPDATE refund SET asked_at = $2 WHERE id = $1 AND state = 'REQUESTED'",
            refundId,
            clock.instant())
        .chain(rows -> rows == 0 ? Uni.createFrom().nullItem() : find(refundId));
  }

  /** The gateway tells it, unasked. What fits no refund of ours is kept for operators. */
  Uni<Void> told(RefundNotice notice) {
    UUID id = GatewayNumbers.id(notice.refundNumber());
    return database.transaction(
        () ->
            (id == null ? Uni.createFrom().<Known>nullItem() : find(id))
                .chain(
                    refund ->
                        refund == null
                            ? mismatches.keep(Kind.UNKNOWN_REFUND, notice, null)
                            : lock(refund)
                                .chain(() -> find(id))
                                .chain(locked -> decide(locked, notice))));
  }

  private Uni<Void> decide(Known refund, RefundNotice notice) {
    if (notice.answer() == RefundAnswer.PROCESSING) {
      return Uni.createFrom().voidItem();
    }
    if (!notice.amount().equals(refund.amount())
        || !notice.tradeNumber().equals(GatewayNumbers.of(refund.paymentId()))) {
      return mismatches.keep(Kind.OTHER_AMOUNT, notice, refund.id());
    }
    boolean succeeded = notice.answer() == RefundAnswer.SUCCESS;
    return switch (refund.state()) {
      case REQUESTED ->
          // A refusal may be an old one, from before staff asked once more: the job asks again.
          succeeded || refund.retries() == 0
              ? record(refund, notice.answer())
              : Uni.createFrom().voidItem();
      case SUCCEEDED -> succeeded ? Uni.createFrom().voidItem() : otherOutcome(refund, notice);
      case REFUSED -> succeeded ? otherOutcome(refund, notice) : Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> otherOutcome(Known refund, RefundNotice notice) {
    return mismatches.keep(Kind.OTHER_OUTCOME, notice, refund.id());
  }

  /**
   * What is known is not asked for again, except where an operator wants a refusal to be thought
   * over: by the same number, so that it is never paid twice.
   */
  private Uni<RefundAnswer> ask(Known refund) {
    String number = GatewayNumbers.of(refund.id());
    RefundRequest request =
        new RefundRequest(
            number,
            GatewayNumbers.of(refund.paymentId()),
            refund.amount(),
            refund.total(),
            refund.reason());
    return gateway
        .get()
        .queryRefund(number)
        .chain(
            known ->
                known == null || (known == RefundAnswer.ABNORMAL && refund.retries() > 0)
                    ? gateway.get().refund(request)
                    : Uni.createFrom().item(known));
  }

  /** PROCESSING changes nothing: the job asks again. */
  private Uni<Void> record(Known refund, RefundAnswer answer) {
    return switch (answer) {
      case PROCESSING -> Uni.createFrom().voidItem();
      case SUCCESS -> record(refund, RefundState.SUCCEEDED);
      case ABNORMAL -> record(refund, RefundState.REFUSED);
    };
  }

  private Uni<Void> record(Known refund, RefundState state) {
    return database.transaction(
        () ->
            lock(refund)
                .chain(() -> change(refund.id(), state, clock.instant()))
                .chain(
                    rows ->
                        rows == 0
                            ? Uni.createFrom().voidItem()
                            : each(
                                listener ->
                                    listener.refundSettled(
                                        refund.orderId(),
                                        refund.id(),
                                        state == RefundState.SUCCEEDED)))
                .invoke(() -> crashPoints.reach("refund.beforeCommit")));
  }

  private Uni<Void> lock(Known refund) {
    return each(listener -> listener.lock(List.of(refund.payer())));
  }

  private Uni<Integer> change(UUID refundId, RefundState state, Instant now) {
    return sql.update(
        "UPDATE refund SET state = $2, settled_at = $3 WHERE id = $1 AND state = 'REQUESTED'",
        refundId,
        state,
        now);
  }

  private Uni<Known> find(UUID refundId) {
    return sql.first(
        """
        SELECT r.id, r.state, r.payment_id, r.amount_fen, r.reason, r.retries,
               p.amount_fen AS total_fen,
               p.order_id, p.payer_id
        FROM refund r JOIN payment p ON p.id = r.payment_id
        WHERE r.id = $1""",
        row ->
            new Known(
                row.uuid("id"),
                row.enumeration(RefundState.class, "state"),
                row.uuid("payment_id"),
                row.uuid("order_id"),
                row.uuid("payer_id"),
                Money.ofFen(row.number("amount_fen")),
                Money.ofFen(row.number("total_fen")),
                row.text("reason"),
                row.integer("retries")),
        refundId);
  }

  private Uni<Void> each(java.util.function.Function<PaymentListener, Uni<Void>> step) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PaymentListener listener : listeners) {
      all = all.chain(() -> step.apply(listener));
    }
    return all;
  }

  private record Known(
      UUID id,
      RefundState state,
      UUID paymentId,
      UUID orderId,
      UUID payer,
      Money amount,
      Money total,
      String reason,
      int retries) {}
}

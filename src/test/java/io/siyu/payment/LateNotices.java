package io.siyu.payment;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Notices at the worst moment, for tests: the gateway took money that we had given up. */
@ApplicationScoped
public class LateNotices {

  private final Database database;
  private final Sql sql;
  private final PaymentRepository payments;
  private final PaymentNotices notices;
  private final SandboxGateway gateway;
  private final Clock clock;

  LateNotices(
      Database database,
      Sql sql,
      PaymentRepository payments,
      PaymentNotices notices,
      SandboxGateway gateway,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.payments = payments;
    this.notices = notices;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** Whatever the payment's state. */
  public Uni<Void> paid(UUID orderId) {
    return database.read(() -> payments.ofOrder(orderId)).chain(this::takeAndTell);
  }

  /** A payment is begun, and its prepay takes long to reach the gateway. */
  public Uni<Void> begin(UUID orderId) {
    return database
        .transaction(
            () ->
                payments
                    .ofOrder(orderId)
                    .chain(p -> payments.beginPaying(p.id(), clock.instant(), clock.instant())))
        .replaceWithVoid();
  }

  /** The prepay of {@link #begin} reaches the gateway. */
  public Uni<Void> prepayArrives(UUID orderId) {
    return database
        .read(() -> payments.ofOrder(orderId))
        .chain(
            payment ->
                gateway.prepay(
                    new PaymentGateway.TradeRequest(
                        GatewayNumbers.of(payment.id()),
                        payment.payer(),
                        payment.description(),
                        payment.amount(),
                        payment.expiresAt())))
        .replaceWithVoid();
  }

  /** The phone pays what it was shown; no notice tells of it. */
  public Uni<Void> payUnnoticed(UUID orderId) {
    return database
        .read(() -> payments.ofOrder(orderId))
        .chain(p -> gateway.pay(GatewayNumbers.of(p.id()), SandboxBehaviour.SILENT))
        .replaceWithVoid();
  }

  /** Another amount than was asked for. */
  public Uni<Void> paid(UUID orderId, long fen) {
    return database
        .read(() -> payments.ofOrder(orderId))
        .chain(payment -> notices.paid(trade(payment, Money.ofFen(fen))));
  }

  /** The money again, by another transaction; the sandbox then holds it twice. */
  public Uni<Void> paidOnceMore(UUID orderId) {
    return database
        .read(() -> payments.ofOrder(orderId))
        .map(payment -> trade(payment, payment.amount(), "again-"))
        .call(
            trade ->
                database.transaction(
                    () ->
                        sql.update(
                            """
                            UPDATE sandbox_trade SET amount_fen = 2 * $2 WHERE out_trade_no = $1
                              AND amount_fen = $2""",
                            trade.tradeNumber(),
                            trade.amount().fen())))
        .chain(notices::paid);
  }

  public Uni<Void> paidForNobody() {
    return notices.paid(
        new PaymentGateway.Trade(
            "0123456789abcdef0123456789abcdef",
            PaymentGateway.TradeState.SUCCESS,
            "unknown",
            Money.ofFen(1),
            clock.instant()));
  }

  private Uni<Void> takeAndTell(Payment payment) {
    PaymentGateway.Trade trade = trade(payment, payment.amount());
    return database.transaction(() -> take(trade)).chain(() -> notices.paid(trade));
  }

  private Uni<Integer> take(PaymentGateway.Trade trade) {
    return sql.update(
        """
        INSERT INTO sandbox_trade (out_trade_no, amount_fen, state, transaction_id, paid_at)
        VALUES ($1, $2, 'SUCCESS', $3, $4)
        ON CONFLICT (out_trade_no) DO UPDATE
        SET state = 'SUCCESS', amount_fen = $2, transaction_id = $3, paid_at = $4""",
        trade.tradeNumber(),
        trade.amount().fen(),
        trade.transactionId(),
        trade.paidAt());
  }

  private PaymentGateway.Trade trade(Payment payment, Money amount) {
    return trade(payment, amount, "late-");
  }

  private PaymentGateway.Trade trade(Payment payment, Money amount, String transaction) {
    String number = GatewayNumbers.of(payment.id());
    return new PaymentGateway.Trade(
        number, PaymentGateway.TradeState.SUCCESS, transaction + number, amount, clock.instant());
  }
}

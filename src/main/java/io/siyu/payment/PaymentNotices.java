package io.siyu.payment;

import io.quarkus.arc.All;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentMismatches.Kind;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * The one way by which money becomes known, whether the gateway told it or was asked: twice, late
 * or out of order makes no difference. Fails only for a technical reason, and then the gateway
 * tells it again.
 */
@ApplicationScoped
public class PaymentNotices {

  private final Database database;
  private final PaymentRepository payments;
  private final PaymentMismatches mismatches;
  private final RefundMismatches refundMismatches;
  private final RefundSettlement refunds;
  private final List<PaymentListener> listeners;
  private final Clock clock;
  private final CrashPoints crashPoints;

  PaymentNotices(
      Database database,
      PaymentRepository payments,
      PaymentMismatches mismatches,
      RefundMismatches refundMismatches,
      RefundSettlement refunds,
      @All List<PaymentListener> listeners,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.payments = payments;
    this.mismatches = mismatches;
    this.refundMismatches = refundMismatches;
    this.refunds = refunds;
    this.listeners = listeners;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /**
   * @param trade in state SUCCESS
   */
  public Uni<Void> paid(Trade trade) {
    if (!trade.ours()) {
      return ofAnotherAccount(trade);
    }
    return database.transaction(
        () ->
            find(trade.tradeNumber())
                .chain(payment -> decide(payment, trade))
                .invoke(() -> crashPoints.reach("notice.beforeCommit")));
  }

  /**
   * Money of which the gateway says that another account has it; kept for operators.
   *
   * @param trade in state SUCCESS
   */
  public Uni<Void> ofAnotherAccount(Trade trade) {
    return database.transaction(
        () ->
            find(trade.tradeNumber())
                .chain(
                    payment ->
                        mismatches.keep(
                            Kind.OTHER_ACCOUNT, trade, payment == null ? null : payment.id())));
  }

  /** A refund's money went back, or did not. */
  public Uni<Void> refunded(RefundNotice notice) {
    return refunds.told(notice);
  }

  /** A refund of which the gateway says that another account gave it; kept for operators. */
  public Uni<Void> ofAnotherAccount(RefundNotice notice) {
    return database.transaction(
        () -> refundMismatches.keep(RefundMismatches.Kind.OTHER_ACCOUNT, notice, null));
  }

  private Uni<Payment> find(String tradeNumber) {
    UUID id = GatewayNumbers.id(tradeNumber);
    return id == null ? Uni.createFrom().nullItem() : payments.find(id);
  }

  private Uni<Void> decide(Payment payment, Trade trade) {
    if (payment == null) {
      return mismatches.keep(Kind.UNKNOWN_TRADE, trade, null);
    }
    if (payment.state().hasMoney()) {
      return again(payment, trade);
    }
    if (!trade.amount().equals(payment.amount())) {
      return mismatches.keep(Kind.OTHER_AMOUNT, trade, payment.id());
    }
    return each(listener -> listener.lock(payment.payer(), payment.orderId()))
        .chain(() -> payments.paid(payment.id(), trade, clock.instant()))
        .chain(
            changed ->
                changed == null
                    ? payments.get(payment.id()).chain(paid -> again(paid, trade))
                    : each(listener -> listener.paid(money(payment, trade))));
  }

  /** The same money told once more is nothing new; other money for it is too much. */
  private Uni<Void> again(Payment payment, Trade trade) {
    return trade.transactionId().equals(payment.transactionId())
        ? Uni.createFrom().voidItem()
        : mismatches.keep(Kind.PAID_TWICE, trade, payment.id());
  }

  private static PaidPayment money(Payment payment, Trade trade) {
    return new PaidPayment(payment.id(), payment.orderId(), payment.amount(), trade.paidAt());
  }

  private Uni<Void> each(java.util.function.Function<PaymentListener, Uni<Void>> step) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PaymentListener listener : listeners) {
      all = all.chain(() -> step.apply(listener));
    }
    return all;
  }
}

package io.siyu.payment;

import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentMismatches.Kind;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The one way by which money becomes known, whether the gateway told it or was asked: twice, late
 * or out of order makes no difference. Fails only for a technical reason, and then the gateway
 * tells it again.
 */
@ApplicationScoped
public class PaymentNotices {

  private static final int LOOKUPS_TOGETHER = 200;
  private static final int MOST_LOOKUPS = 10_000;
  private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(15);

  private final Database database;
  private final PaymentRepository payments;
  private final PaymentMismatches mismatches;
  private final RefundMismatches refundMismatches;
  private final RefundSettlement refunds;
  private final PaymentQueues queues;
  private final Gathering<UUID, Payment> lookups;

  PaymentNotices(
      Database database,
      PaymentRepository payments,
      PaymentMismatches mismatches,
      RefundMismatches refundMismatches,
      RefundSettlement refunds,
      PaymentQueues queues,
      BatchPlace place) {
    this.database = database;
    this.payments = payments;
    this.mismatches = mismatches;
    this.refundMismatches = refundMismatches;
    this.refunds = refunds;
    this.queues = queues;
    this.lookups =
        new Gathering<>(LOOKUPS_TOGETHER, MOST_LOOKUPS, LOOKUP_PATIENCE, place, this::lookUp);
  }

  /**
   * Answered once it is committed. Outside of a transaction; safe to repeat.
   *
   * @param trade in state SUCCESS
   */
  public Uni<Void> paid(Trade trade) {
    if (!trade.ours()) {
      return ofAnotherAccount(trade);
    }
    UUID id = GatewayNumbers.id(trade.tradeNumber());
    Uni<Payment> payment = id == null ? Uni.createFrom().nullItem() : lookups.add(id);
    return payment.chain(found -> queues.take(new ToldTrade(found, trade)));
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

  private Uni<Function<UUID, Uni<Payment>>> lookUp(List<UUID> ids) {
    return database
        .read(() -> payments.all(ids))
        .map(found -> id -> Uni.createFrom().item(found.get(id)));
  }

  private Uni<Payment> find(String tradeNumber) {
    UUID id = GatewayNumbers.id(tradeNumber);
    return id == null ? Uni.createFrom().nullItem() : payments.find(id);
  }
}

package io.siyu.payment;

import io.siyu.kernel.Refusal;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentGateway.TradeRequest;
import io.siyu.payment.PaymentGateway.TradeState;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Opens, prepares, closes and checks payments. */
@ApplicationScoped
public class PaymentService {

  /** Longer than a prepay is tried for, and than clocks differ: no gateway takes it after that. */
  private static final Duration LATEST_PREPAY = Duration.ofMinutes(10);

  private final Database database;
  private final PaymentRepository payments;
  private final PaymentNotices notices;
  private final ChosenGateway gateway;
  private final PaymentConfig config;
  private final Clock clock;
  private final CrashPoints crashPoints;

  PaymentService(
      Database database,
      PaymentRepository payments,
      PaymentNotices notices,
      ChosenGateway gateway,
      PaymentConfig config,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.payments = payments;
    this.notices = notices;
    this.gateway = gateway;
    this.config = config;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /** Opens a payment in the caller's transaction; nothing is asked of the gateway yet. */
  public Uni<UUID> open(PaymentRequest request) {
    UUID id = Ids.next();
    return database.transaction(
        () -> payments.insert(id, request, clock.instant()).replaceWith(id));
  }

  /**
   * Asks the gateway for what the mini-program needs to pay. Outside of a transaction; asking again
   * is safe, as the gateway knows the payment by a number that follows from our id.
   *
   * @throws Refusal ALREADY_PAID, or NOT_PAYABLE when it is closed or its time is over
   */
  public Uni<PrepayParameters> prepay(UUID paymentId) {
    PaymentGateway chosen = gateway.get();
    Instant now = clock.instant();
    return database
        .transaction(
            () ->
                payments
                    .beginPaying(paymentId, now.plus(config.queryAfter()), now)
                    .chain(open -> open == null ? refuse(paymentId) : Uni.createFrom().item(open)))
        .invoke(() -> crashPoints.reach("prepay.beforeGateway"))
        .chain(
            payment ->
                chosen
                    .prepay(request(payment))
                    .onFailure(PaymentService::isPaidAlready)
                    .call(() -> reconcile(paymentId).onFailure().recoverWithNull()))
        .invoke(() -> crashPoints.reach("prepay.afterGateway"))
        .call(() -> endIfClosed(paymentId));
  }

  /**
   * Closes the payment at the gateway, then here; one that the gateway never heard of only here, so
   * that nobody waits for a gateway that is away. Outside of a transaction; safe to repeat.
   */
  public Uni<CloseResult> close(UUID paymentId) {
    return database
        .read(() -> payments.get(paymentId))
        .chain(
            payment ->
                switch (payment.state()) {
                  case PAID, PAID_LATE -> Uni.createFrom().item(CloseResult.ALREADY_PAID);
                  case CLOSED -> Uni.createFrom().item(CloseResult.CLOSED);
                  case OPEN -> closeOpen(paymentId);
                });
  }

  /** Asks the gateway what became of the payment and catches up. Outside of a transaction. */
  public Uni<Void> reconcile(UUID paymentId) {
    return gateway
        .get()
        .query(GatewayNumbers.of(paymentId))
        .chain(
            trade ->
                trade == null || trade.state() != TradeState.SUCCESS
                    ? Uni.createFrom().voidItem()
                    : notices.paid(trade));
  }

  /**
   * Sees to it that a closed payment stays without money, or that its money goes back. The gateway
   * knows nothing of a payment whose prepay is still on its way, and so nothing is settled until it
   * says what became of it, or until no prepay can reach it any more. Outside of a transaction.
   */
  Uni<Void> reconcileClosed(UUID paymentId) {
    String number = GatewayNumbers.of(paymentId);
    return gateway
        .get()
        .query(number)
        .chain(trade -> trade == null ? Uni.createFrom().item(false) : ended(trade))
        .chain(
            ended ->
                database.transaction(
                    () ->
                        payments.askNoMore(
                            paymentId, ended ? null : clock.instant().minus(LATEST_PREPAY))));
  }

  private Uni<Boolean> ended(Trade trade) {
    return switch (trade.state()) {
      case SUCCESS -> notices.paid(trade).replaceWith(true);
      case CLOSED -> Uni.createFrom().item(true);
      case NOTPAY ->
          gateway.get().close(trade.tradeNumber()).map(state -> state == TradeState.CLOSED);
    };
  }

  /**
   * Whoever closed the payment while the gateway had not heard of it yet closed nothing there.
   *
   * @throws Refusal NOT_PAYABLE
   */
  private Uni<Void> endIfClosed(UUID paymentId) {
    return database
        .read(() -> payments.get(paymentId))
        .chain(
            payment ->
                payment.state() != PaymentState.CLOSED
                    ? Uni.createFrom().voidItem()
                    : gateway
                        .get()
                        .close(GatewayNumbers.of(paymentId))
                        .chain(
                            state ->
                                state == TradeState.SUCCESS
                                    ? reconcile(paymentId)
                                    : Uni.createFrom().voidItem())
                        .invoke(
                            () -> {
                              throw notPayable();
                            }));
  }

  /** Those of the orders whose payments may still be made; in the caller's lane. */
  public Uni<List<UUID>> openAmong(Collection<UUID> orders) {
    return payments.openAmong(orders);
  }

  /** The gateway says so, of money whose notice is still to come. */
  private static boolean isPaidAlready(Throwable failure) {
    return failure instanceof Refusal refusal
        && refusal.code().equals(PaymentErrorCode.ALREADY_PAID.name());
  }

  private Uni<CloseResult> closeOpen(UUID paymentId) {
    return database
        .transaction(() -> payments.closeUnannounced(paymentId, clock.instant()))
        .chain(
            closed ->
                closed ? Uni.createFrom().item(CloseResult.CLOSED) : closeAtGateway(paymentId));
  }

  private Uni<CloseResult> closeAtGateway(UUID paymentId) {
    return gateway
        .get()
        .close(GatewayNumbers.of(paymentId))
        .invoke(() -> crashPoints.reach("close.afterGateway"))
        .chain(
            state ->
                state == TradeState.SUCCESS ? catchUpOrClose(paymentId) : closeHere(paymentId));
  }

  /**
   * Money of another amount or account is no payment: it waits for an operator, and the payment is
   * closed, so that what it is for is not held for ever.
   */
  private Uni<CloseResult> catchUpOrClose(UUID paymentId) {
    return gateway
        .get()
        .query(GatewayNumbers.of(paymentId))
        .chain(
            trade ->
                trade == null || trade.state() != TradeState.SUCCESS
                    ? Uni.createFrom().item(CloseResult.ALREADY_PAID)
                    : notices.paid(trade).chain(() -> closeHere(paymentId)));
  }

  private Uni<CloseResult> closeHere(UUID paymentId) {
    return database.transaction(
        () ->
            payments
                .close(paymentId, clock.instant())
                .chain(
                    closed ->
                        closed
                            ? Uni.createFrom().item(CloseResult.CLOSED)
                            : payments
                                .get(paymentId)
                                .map(
                                    payment ->
                                        payment.state().hasMoney()
                                            ? CloseResult.ALREADY_PAID
                                            : CloseResult.CLOSED)));
  }

  private Uni<Payment> refuse(UUID paymentId) {
    return payments
        .get(paymentId)
        .map(
            payment -> {
              if (payment.state().hasMoney()) {
                throw Refusal.of(
                    PaymentErrorCode.ALREADY_PAID, "This order is paid already.", "orderId");
              }
              throw notPayable();
            });
  }

  private static Refusal notPayable() {
    return Refusal.of(
        PaymentErrorCode.NOT_PAYABLE, "The time to pay is over. Make a new order.", "orderId");
  }

  private static TradeRequest request(Payment payment) {
    return new TradeRequest(
        GatewayNumbers.of(payment.id()),
        payment.payer(),
        payment.description(),
        payment.amount(),
        payment.expiresAt());
  }
}

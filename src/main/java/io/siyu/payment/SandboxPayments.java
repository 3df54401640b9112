package io.siyu.payment;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Plays the member's phone and WeChat's servers where the sandbox is the gateway. */
@ApplicationScoped
public class SandboxPayments {

  private final Database database;
  private final PaymentRepository payments;
  private final PaymentService service;
  private final SandboxNotices notices;
  private final ChosenGateway chosen;
  private final SandboxGateway gateway;
  private final CrashPoints crashPoints;

  SandboxPayments(
      Database database,
      PaymentRepository payments,
      PaymentService service,
      SandboxNotices notices,
      ChosenGateway chosen,
      SandboxGateway gateway,
      CrashPoints crashPoints) {
    this.database = database;
    this.payments = payments;
    this.service = service;
    this.notices = notices;
    this.chosen = chosen;
    this.gateway = gateway;
    this.crashPoints = crashPoints;
  }

  /**
   * Takes the money on the gateway's side, then delivers the notice the way a real one goes.
   * Outside of a transaction; safe to repeat, and a repetition delivers the notice again.
   *
   * @throws RequestFailure NOT_FOUND where the sandbox is not the gateway
   * @throws Refusal NOT_PAYABLE when the payment is closed, or its time is over
   */
  public Uni<Void> pay(UUID orderId) {
    return pay(orderId, SandboxBehaviour.PROMPT);
  }

  /** As {@link #pay}, but the notice gets lost: the money is known to the gateway alone. */
  public Uni<Void> payWithoutNotice(UUID orderId) {
    return pay(orderId, SandboxBehaviour.SILENT);
  }

  /**
   * As {@link #pay}, with a gateway that behaves like this towards the trade from now on. Notices
   * that are not due yet, or that a crash kept back, are delivered by {@link SandboxNotices}.
   */
  public Uni<Void> pay(UUID orderId, SandboxBehaviour behaviour) {
    if (!chosen.isSandbox()) {
      throw RequestFailure.notFound("Sandbox");
    }
    return database
        .read(() -> payments.ofOrder(orderId))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Payment"))
        .call(
            payment ->
                payment.state() == PaymentState.OPEN
                    ? service.prepay(payment.id()).replaceWithVoid()
                    : Uni.createFrom().voidItem())
        .chain(payment -> gateway.pay(GatewayNumbers.of(payment.id()), behaviour))
        .invoke(() -> crashPoints.reach("pay.afterGateway"))
        .chain(
            trade ->
                behaviour.tellsAtOnce() ? notices.tellNow(trade) : Uni.createFrom().voidItem());
  }
}

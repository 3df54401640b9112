package io.siyu.order;

import io.siyu.kernel.Refusal;
import io.siyu.payment.PaymentService;
import io.siyu.payment.PrepayParameters;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** From an order to its payment. */
@ApplicationScoped
public class OrderCheckout {

  private final Database database;
  private final OrderRepository orders;
  private final PaymentService payments;
  private final OrderParticipants participants;

  OrderCheckout(
      Database database,
      OrderRepository orders,
      PaymentService payments,
      OrderParticipants participants) {
    this.database = database;
    this.orders = orders;
    this.payments = payments;
    this.participants = participants;
  }

  /**
   * Asks the gateway whether the order was paid, and catches up if so; it can still be paid
   * afterwards. Outside of a transaction; safe to repeat.
   */
  public Uni<Void> catchUp(UUID orderId) {
    return database
        .read(() -> orders.get(orderId))
        .chain(
            order ->
                order.status() == OrderStatus.PENDING_PAYMENT
                    ? payments.reconcile(order.paymentId())
                    : Uni.createFrom().voidItem());
  }

  /**
   * What the mini-program needs to pay the member's order. Outside of a transaction; safe to
   * repeat.
   *
   * @throws io.siyu.kernel.RequestFailure NOT_FOUND when it is not the member's
   * @throws Refusal ALREADY_PAID, NOT_PAYABLE when it was cancelled or its time is over, or what
   *     {@link OrderParticipant#obstacleToPaying} says
   */
  public Uni<PrepayParameters> prepay(UUID memberId, UUID orderId) {
    return database
        .read(() -> orders.getOwn(memberId, orderId))
        .chain(
            order ->
                switch (order.status()) {
                  case PENDING_PAYMENT -> prepay(order);
                  case CANCELLED, REFUNDED ->
                      throw Refusal.of(
                          OrderErrorCode.NOT_PAYABLE,
                          "The order is over. Make a new one.",
                          "input",
                          "orderId");
                  case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED ->
                      throw Refusal.of(
                          OrderErrorCode.ALREADY_PAID,
                          "This order is paid already.",
                          "input",
                          "orderId");
                });
  }

  /**
   * What ended meanwhile closes at the gateway what was made here, and the member need not see it.
   */
  private Uni<PrepayParameters> prepay(OrderRow order) {
    return refuseUnlessPayable(order)
        .chain(() -> payments.prepay(order.paymentId()))
        .call(() -> refuseUnlessPayable(order));
  }

  private Uni<Void> refuseUnlessPayable(OrderRow order) {
    return database
        .read(() -> participants.obstacleToPaying(order))
        .invoke(
            obstacle -> {
              if (obstacle != null) {
                throw obstacle;
              }
            })
        .replaceWithVoid();
  }
}

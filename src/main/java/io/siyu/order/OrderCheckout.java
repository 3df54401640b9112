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

  OrderCheckout(Database database, OrderRepository orders, PaymentService payments) {
    this.database = database;
    this.orders = orders;
    this.payments = payments;
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
   * @throws Refusal ALREADY_PAID, or NOT_PAYABLE when it was cancelled or its time is over
   */
  public Uni<PrepayParameters> prepay(UUID memberId, UUID orderId) {
    return database
        .read(() -> orders.getOwn(memberId, orderId))
        .chain(
            order ->
                switch (order.status()) {
                  case PENDING_PAYMENT -> payments.prepay(order.paymentId());
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
}

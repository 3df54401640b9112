package io.siyu.campaign.flashsale;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.order.OrderCheckout;
import io.siyu.order.OrderViews;
import io.siyu.order.PaymentParameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** From a purchase to what the mini-program shows and pays. */
@ApplicationScoped
class FlashSaleCheckout {

  private final OrderViews orders;
  private final OrderCheckout checkout;

  FlashSaleCheckout(OrderViews orders, OrderCheckout checkout) {
    this.orders = orders;
    this.checkout = checkout;
  }

  /** The purchase stands, whether the payment can begin now or not. */
  Uni<BuyFlashSaleItemPayload> begin(UUID member, UUID order) {
    return orders
        .byId(member, order)
        .chain(
            view ->
                payment(member, order)
                    .map(payment -> BuyFlashSaleItemPayload.bought(view, payment)));
  }

  /**
   * @return null when there is nothing to pay, or when the gateway is away
   */
  private Uni<PaymentParameters> payment(UUID member, UUID order) {
    return checkout
        .prepay(member, order)
        .map(PaymentParameters::of)
        .onFailure(failure -> failure instanceof Refusal || failure instanceof RequestFailure)
        .recoverWithNull();
  }
}

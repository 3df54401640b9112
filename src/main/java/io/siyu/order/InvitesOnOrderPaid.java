package io.siyu.order;

import io.siyu.member.referral.InviteQualification;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets an invite count when its invitee has paid. An order that costs nothing is no purchase. */
@ApplicationScoped
class InvitesOnOrderPaid implements EventSubscriber<OrderPaid> {

  private final InviteQualification qualification;
  private final OrderRepository orders;

  InvitesOnOrderPaid(InviteQualification qualification, OrderRepository orders) {
    this.qualification = qualification;
    this.orders = orders;
  }

  @Override
  public String name() {
    return "order.invitesOnPaid";
  }

  @Override
  public Class<OrderPaid> eventType() {
    return OrderPaid.class;
  }

  @Override
  public Uni<Void> on(OrderPaid event) {
    return event.totalFen() == 0
        ? Uni.createFrom().voidItem()
        : qualification.orderPaid(
            event.member(),
            event.orderId(),
            () -> orders.get(event.orderId()).map(order -> order.status() == OrderStatus.REFUNDED));
  }
}

package io.siyu.order;

import io.siyu.member.referral.InviteQualification;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Undoes what an order did for an invite once it is refunded whole; a part of it undoes nothing.
 */
@ApplicationScoped
class InvitesOnOrderRefunded implements EventSubscriber<OrderRefunded> {

  private final InviteQualification qualification;

  InvitesOnOrderRefunded(InviteQualification qualification) {
    this.qualification = qualification;
  }

  @Override
  public String name() {
    return "order.invitesOnRefunded";
  }

  @Override
  public Class<OrderRefunded> eventType() {
    return OrderRefunded.class;
  }

  @Override
  public Uni<Void> on(OrderRefunded event) {
    return event.whole()
        ? qualification.orderRefunded(event.member(), event.orderId())
        : Uni.createFrom().voidItem();
  }
}

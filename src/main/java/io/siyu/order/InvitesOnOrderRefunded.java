package io.siyu.order;

import io.siyu.member.MemberDirectory;
import io.siyu.member.referral.InviteQualification;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Undoes what an order did for an invite once it is refunded whole; a part of it undoes nothing.
 * The refund's own transaction has done so already, unless a replica of the version before it
 * accepted the refund during an upgrade.
 */
@ApplicationScoped
class InvitesOnOrderRefunded implements EventSubscriber<OrderRefunded> {

  private final MemberDirectory members;
  private final InviteQualification qualification;

  InvitesOnOrderRefunded(MemberDirectory members, InviteQualification qualification) {
    this.members = members;
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
        ? members
            .lockEvenIfGone(event.member())
            .chain(() -> qualification.orderRefunded(event.member(), event.orderId()))
        : Uni.createFrom().voidItem();
  }
}

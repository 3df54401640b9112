package io.siyu.order;

import io.siyu.audience.MemberActivity;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Brings what audiences know of a member up to date when an order is refunded. */
@ApplicationScoped
class ActivityOnOrderRefunded implements EventSubscriber<OrderRefunded> {

  private final MemberActivity activity;

  ActivityOnOrderRefunded(MemberActivity activity) {
    this.activity = activity;
  }

  @Override
  public String name() {
    return "order.activityOnRefunded";
  }

  @Override
  public Class<OrderRefunded> eventType() {
    return OrderRefunded.class;
  }

  @Override
  public Uni<Void> on(OrderRefunded event) {
    return activity.refreshPurchases(List.of(event.member()));
  }
}

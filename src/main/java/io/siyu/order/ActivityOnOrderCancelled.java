package io.siyu.order;

import io.siyu.audience.MemberActivity;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Brings what audiences know of a member up to date when an order is cancelled. */
@ApplicationScoped
class ActivityOnOrderCancelled implements EventSubscriber<OrderCancelled> {

  private final MemberActivity activity;

  ActivityOnOrderCancelled(MemberActivity activity) {
    this.activity = activity;
  }

  @Override
  public String name() {
    return "order.activityOnCancelled";
  }

  @Override
  public Class<OrderCancelled> eventType() {
    return OrderCancelled.class;
  }

  @Override
  public Uni<Void> on(OrderCancelled event) {
    return activity.refreshPurchases(List.of(event.member()));
  }
}

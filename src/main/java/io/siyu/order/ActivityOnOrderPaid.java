package io.siyu.order;

import io.siyu.audience.MemberActivity;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Brings what audiences know of a member up to date when an order is paid. */
@ApplicationScoped
class ActivityOnOrderPaid implements EventSubscriber<OrderPaid> {

  private final MemberActivity activity;

  ActivityOnOrderPaid(MemberActivity activity) {
    this.activity = activity;
  }

  @Override
  public String name() {
    return "order.activityOnPaid";
  }

  @Override
  public Class<OrderPaid> eventType() {
    return OrderPaid.class;
  }

  @Override
  public Uni<Void> on(OrderPaid event) {
    return activity.refreshPurchases(List.of(event.member()));
  }
}

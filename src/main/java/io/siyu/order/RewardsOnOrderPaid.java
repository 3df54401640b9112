package io.siyu.order;

import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings rewards up to date when an order is paid. */
@ApplicationScoped
class RewardsOnOrderPaid implements EventSubscriber<OrderPaid> {

  private final OrderRewards rewards;

  RewardsOnOrderPaid(OrderRewards rewards) {
    this.rewards = rewards;
  }

  @Override
  public String name() {
    return "order.rewardsOnPaid";
  }

  @Override
  public Class<OrderPaid> eventType() {
    return OrderPaid.class;
  }

  @Override
  public Uni<Void> on(OrderPaid event) {
    return rewards.catchUp(event.member(), event.orderId());
  }
}

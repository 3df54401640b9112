package io.siyu.order;

import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings rewards up to date when an order is completed. */
@ApplicationScoped
class RewardsOnOrderCompleted implements EventSubscriber<OrderCompleted> {

  private final OrderRewards rewards;

  RewardsOnOrderCompleted(OrderRewards rewards) {
    this.rewards = rewards;
  }

  @Override
  public String name() {
    return "order.rewardsOnCompleted";
  }

  @Override
  public Class<OrderCompleted> eventType() {
    return OrderCompleted.class;
  }

  @Override
  public Uni<Void> on(OrderCompleted event) {
    return rewards.catchUp(event.member(), event.orderId());
  }
}

package io.siyu.order;

import java.util.Set;
import org.eclipse.microprofile.graphql.Description;

/**
 * Where an order stands. The database refuses any other change than {@link #successors} names
 * (constraint {@code order_transition_allowed}).
 */
@Description("Where an order stands (订单状态).")
public enum OrderStatus {
  @Description("Waits for its payment until payBy (待付款).")
  PENDING_PAYMENT,
  @Description("Paid, not yet on its way (已付款).")
  PAID,
  @Description("Lies ready at the store (待自提).")
  READY_FOR_PICKUP,
  @Description("On its way (已发货).")
  SHIPPED,
  @Description("Received (已完成).")
  COMPLETED,
  @Description("Cancelled before it was paid (已取消). Final.")
  CANCELLED,
  @Description("Wholly refunded (已退款). Final.")
  REFUNDED;

  /**
   * @return what may come next; empty for a final state
   */
  public Set<OrderStatus> successors() {
    return switch (this) {
      case PENDING_PAYMENT -> Set.of(PAID, CANCELLED);
      case PAID -> Set.of(READY_FOR_PICKUP, SHIPPED, REFUNDED);
      case READY_FOR_PICKUP, SHIPPED -> Set.of(COMPLETED, REFUNDED);
      case COMPLETED -> Set.of(REFUNDED);
      case CANCELLED, REFUNDED -> Set.of();
    };
  }

  /**
   * @return what this may come from
   */
  Set<OrderStatus> predecessors() {
    return java.util.Arrays.stream(values())
        .filter(status -> status.successors().contains(this))
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}

package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** Where an order stands. */
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
  @Description("Cancelled before it was paid (已取消); final.")
  CANCELLED,
  @Description("Wholly refunded (已退款); final.")
  REFUNDED
}

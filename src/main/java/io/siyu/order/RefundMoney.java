package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** Where the money of a refund stands. */
@Description("Where the money of a refund stands (退款状态).")
public enum RefundMoney {
  @Description("There was no money to give back.")
  NONE,
  @Description("On its way (退款中).")
  REQUESTED,
  @Description("Given back (已退款).")
  SUCCEEDED,
  @Description("The gateway refused; staff see to it (退款异常).")
  REFUSED
}

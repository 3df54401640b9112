package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** Where a request for a refund stands; every state but the first is final. */
@Description("Where a request for a refund stands (售后状态).")
public enum RefundRequestState {
  @Description("Waits for the shop's decision (待处理).")
  REQUESTED,
  @Description("What was asked for is refunded (已同意). Final.")
  APPROVED,
  @Description("The shop declined, and says why (已拒绝). Final.")
  REJECTED,
  @Description("The member no longer asks for it (已撤销). Final.")
  WITHDRAWN
}

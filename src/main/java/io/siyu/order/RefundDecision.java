package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** What staff decide about a request for a refund. */
@Description("What staff decide about a request for a refund.")
public enum RefundDecision {
  @Description("Refund exactly what was asked for (同意).")
  APPROVE,
  @Description("Refund nothing, and say why (拒绝).")
  REJECT
}

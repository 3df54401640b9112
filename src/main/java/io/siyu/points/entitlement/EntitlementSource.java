package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;

/** Where an entitlement comes from. */
@Description("Where an entitlement (权益) comes from.")
public enum EntitlementSource {
  @Description("Redeemed for points (积分兑换).")
  POINTS,
  @Description("Granted by staff (人工发放).")
  OPERATOR
}

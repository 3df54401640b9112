package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;

/** Where an entitlement stands; told by its figures, so that it is never late. */
@Description("Where an entitlement (权益) stands.")
public enum EntitlementState {
  @Description("It can be used (可使用).")
  ACTIVE,
  @Description("It can be used, but is unfinished near its end (即将到期).")
  EXPIRING,
  @Description("All of it was used (已用完); the time to renew.")
  COMPLETED,
  @Description("Its time is over with something left (已过期).")
  EXPIRED,
  @Description("Taken back, as its redemption was cancelled or by staff (已收回).")
  REVOKED
}

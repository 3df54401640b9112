package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;

/** Why something with an entitlement is refused. */
@Description("Why something with an entitlement (权益) is refused.")
public enum EntitlementErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("Copies of this template are not given any more.")
  NOT_OFFERED,
  @Description("All of it was used.")
  USED_UP,
  @Description("Its time is over; `expiresAt` says since when.")
  EXPIRED,
  @Description("It was taken back.")
  REVOKED,
  @Description("This use was undone before.")
  ALREADY_UNDONE,
  @Description(
      "Its points cannot come back: it was not redeemed for points, or something of it was used.")
  POINTS_NOT_RETURNABLE
}

package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** Why a check-in is refused. */
@Description("Why a check-in (签到) is refused.")
public enum CheckInErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description(
      "The member has checked in on this calendar day, or deleted an account and returned on it;"
          + " nothing changed.")
  ALREADY_CHECKED_IN
}

package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** Why an adjustment is refused. */
@Description("Why an adjustment of points (积分调整) is refused.")
public enum AdjustPointsErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("The member has fewer points than are to be taken; `balance` says how many.")
  INSUFFICIENT_POINTS,
  @Description(
      "The member would have more than 2,147,483,647 points; `balance` says how many there are.")
  BALANCE_TOO_HIGH
}

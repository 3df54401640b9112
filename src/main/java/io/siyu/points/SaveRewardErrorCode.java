package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** Why a reward is not saved. */
@Description("Why a reward is not saved.")
public enum SaveRewardErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("What it stands for cannot be given for points, e.g. the coupon template.")
  TARGET_UNAVAILABLE,
  @Description("Less is left than is to be taken away; `stock` says how much.")
  STOCK_TOO_LOW
}

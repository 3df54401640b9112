package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;

/** Why a tier is not saved. */
@Description("Why a tier is not saved.")
public enum SaveTierErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description(
      "Thresholds grow from level to level and begin with 0; `lowestThreshold` and"
          + " `highestThreshold` say what fits.")
  THRESHOLD_OUT_OF_ORDER,
  @Description("Another tier has this name.")
  NAME_TAKEN,
  @Description("There are 20 tiers, which is the most.")
  TOO_MANY_TIERS,
  @Description(
      "There is no such offer that can be given as this benefit: one that is granted (GRANT), is"
          + " not over and allows a member so many copies; one without freight for"
          + " MONTHLY_FREE_SHIPPING.")
  TEMPLATE_UNAVAILABLE
}

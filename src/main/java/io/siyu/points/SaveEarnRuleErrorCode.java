package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** Why a rule is not saved. */
@Description("Why an earn rule is not saved.")
public enum SaveEarnRuleErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT
}

package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;

/** Why something of staff care is refused. */
@Description("Why something of staff care is refused.")
public enum StaffCareErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("There is no such operator, or no more.")
  OPERATOR_UNAVAILABLE,
  @Description("The colleague has left before; nothing was moved.")
  ALREADY_LEFT,
  @Description("Nobody would be left who can administer.")
  LAST_ADMIN,
  @Description("The member has as many needs as are kept; take one away first.")
  TOO_MANY_NEEDS,
  @Description("The member has as many notes as are kept; remove one first.")
  TOO_MANY_NOTES,
  @Description("Only its keeper, or an ADMIN, removes a note.")
  NOT_KEEPER
}

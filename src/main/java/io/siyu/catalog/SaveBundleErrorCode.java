package io.siyu.catalog;

import org.eclipse.microprofile.graphql.Description;

/** Why a bundle is not saved. */
@Description("Why a bundle is not saved.")
public enum SaveBundleErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("Somebody else has saved it meanwhile; `version` says which one to look at.")
  CHANGED_MEANWHILE,
  @Description("There is no such product or SKU; the field says which item.")
  UNKNOWN_ITEM
}

package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of exporting the own data. */
@Enum("ExportMyDataErrorCode")
@Description("Why an export can be refused.")
public enum ExportMyDataErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("The member exported as often as it is allowed in an hour; `retryAfterSeconds`.")
  TOO_OFTEN
}

package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of deleting the account. */
@Enum("DeleteAccountErrorCode")
@Description("Why deleting the account can be refused.")
public enum DeleteAccountErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("`confirm` is not true: ask the member once more.")
  NOT_CONFIRMED,
  @Description("Something has to end first; `open` says what.")
  SOMETHING_OPEN
}

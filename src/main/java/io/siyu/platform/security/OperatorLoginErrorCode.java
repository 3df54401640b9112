package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of an operator's login. */
@Enum("OperatorLoginErrorCode")
@Description("Why an operator's login can be refused.")
public enum OperatorLoginErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("The name or the password is wrong, or the account was closed.")
  INVALID_CREDENTIALS
}

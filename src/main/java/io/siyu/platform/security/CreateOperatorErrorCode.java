package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of creating an operator. */
@Enum("CreateOperatorErrorCode")
@Description("Why creating an operator can be refused.")
public enum CreateOperatorErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("Another operator has this name.")
  NAME_TAKEN
}

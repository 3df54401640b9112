package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of a change of password. */
@Enum("ChangePasswordErrorCode")
@Description("Why a change of password can be refused.")
public enum ChangePasswordErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("The current password is wrong.")
  WRONG_PASSWORD
}

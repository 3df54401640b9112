package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of a change of the profile. */
@Enum("UpdateProfileErrorCode")
@Description("Why a change of the profile can be refused.")
public enum UpdateProfileErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT
}

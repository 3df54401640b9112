package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of taking a pair off the list. */
@Enum("ResolveMemberMergeFlagErrorCode")
@Description("Why taking a pair off the list can be refused.")
public enum ResolveMemberMergeFlagErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT
}

package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of refreshing or ending a session. */
@Enum("SessionErrorCode")
@Description("Why refreshing or ending a session can be refused.")
public enum SessionErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT
}

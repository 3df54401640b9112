package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of tagging members. */
@Enum("TagMembersErrorCode")
@Description("Why tagging members can be refused.")
public enum TagMembersErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new one.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("A member would have more than 100 tags.")
  TOO_MANY_TAGS
}

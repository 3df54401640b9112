package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of saving a community. */
@Enum("SaveCommunityErrorCode")
@Description("Why saving a community can be refused.")
public enum SaveCommunityErrorCode {
  @Description("A field breaks its rule; `field` is the way to it.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new one.")
  IDEMPOTENCY_KEY_REUSED
}

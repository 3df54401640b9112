package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of linking a chat group to a community. */
@Enum("LinkChatGroupErrorCode")
@Description("Why linking a chat group can be refused.")
public enum LinkChatGroupErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("The community is another chat group already: unlink that one first.")
  COMMUNITY_HAS_CHAT_GROUP
}

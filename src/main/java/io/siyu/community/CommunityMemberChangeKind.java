package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What happened in the chat group. */
@Enum("CommunityMemberChangeKind")
@Description("What happened in the chat group (群成员变动).")
public enum CommunityMemberChangeKind {
  @Description("Somebody came in (入群).")
  JOINED,
  @Description("Somebody is in it no more, however silently (退群).")
  LEFT
}

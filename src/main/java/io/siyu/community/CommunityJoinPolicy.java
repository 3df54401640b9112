package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How one gets into a community. */
@Enum("CommunityJoinPolicy")
@Description(
    "How one gets into a community (入群方式). By `joinCommunity` only into OPEN ones; into others the"
        + " brand lets people in the chat group itself.")
public enum CommunityJoinPolicy {
  @Description("Whoever wants to (自由加入).")
  OPEN,
  @Description("Staff look at each one (审核).")
  REVIEW,
  @Description("Whoever was invited (邀请).")
  INVITE,
  @Description("Whoever paid (付费).")
  PAID
}

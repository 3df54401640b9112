package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of joining, leaving and being moved. */
@Enum("CommunityMembershipErrorCode")
@Description("Why a change of who is in a community can be refused.")
public enum CommunityMembershipErrorCode {
  @Description("A field breaks its rule; `field` is the way to it.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new one.")
  IDEMPOTENCY_KEY_REUSED,
  @Description(
      "The id of a change was used for another one of the same member before (变动编号重复): make a new"
          + " one; nothing was imported.")
  CHANGE_ID_REUSED,
  @Description("The community is no more (已解散).")
  COMMUNITY_DISSOLVED,
  @Description("All places are taken (群已满).")
  COMMUNITY_FULL,
  @Description(
      "The community takes nobody by this operation; its `joinPolicy` says how one gets in.")
  JOIN_NOT_OPEN,
  @Description("The member is not in the community.")
  NOT_A_MEMBER;

  /**
   * @throws Refusal when nobody can join it by themselves
   */
  static void requireWelcome(CommunitySummary community, Instant now) {
    if (community.isDissolved(now)) {
      throw dissolved();
    }
    if (community.joinPolicy() != CommunityJoinPolicy.OPEN) {
      throw Refusal.of(JOIN_NOT_OPEN, howToGetIn(community.joinPolicy()), "input", "communityId");
    }
    if (Integer.valueOf(0).equals(community.placesLeft())) {
      throw full();
    }
  }

  static Refusal dissolved() {
    return Refusal.of(COMMUNITY_DISSOLVED, "The community is no more.", "input", "communityId");
  }

  /**
   * @param position of the change in the input
   */
  static Refusal changeIdReused(int position) {
    return Refusal.of(
        CHANGE_ID_REUSED,
        "The id stands for another change of this member; nothing was imported.",
        "input",
        "changes",
        String.valueOf(position),
        "changeId");
  }

  static Refusal full() {
    return Refusal.of(
        COMMUNITY_FULL, "All places of the community are taken.", "input", "communityId");
  }

  static Refusal notAMember() {
    return Refusal.of(NOT_A_MEMBER, "The member is not in the community.", "input", "communityId");
  }

  private static String howToGetIn(CommunityJoinPolicy policy) {
    return switch (policy) {
      case OPEN -> throw new IllegalArgumentException("Whoever wants gets in.");
      case REVIEW -> "Staff look at whoever wants in: ask them in the chat group.";
      case INVITE -> "One gets in by an invitation into the chat group.";
      case PAID -> "One gets in by paying, which cannot be done here yet.";
    };
  }
}

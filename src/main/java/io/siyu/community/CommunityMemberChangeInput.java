package io.siyu.community;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** One change of who is in a chat group. */
@Input("CommunityMemberChangeInput")
@Description("That a member came into the chat group or left it.")
public record CommunityMemberChangeInput(
    @NonNull
        @Description(
            "Its id, 1–60 characters, made by whoever exports, and never used again: the same id of the"
                + " same member in this community is the same change, and is refused with another"
                + " `kind` or `at`.")
        String changeId,
    @NonNull @Id @Description("Who came or left.") String memberId,
    @NonNull @Description("Which of the two.") CommunityMemberChangeKind kind,
    @NonNull
        @Description(
            "When, in the last ten years; up to five minutes ahead counts as now. What is older than the latest known of the member changes"
                + " nothing; at the same instant leaving comes last.")
        Instant at,
    @Description("Who the member is in the chat group, 1–64 characters (外部联系人 ID).")
        String chatUserRef) {

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "CommunityMemberChangeInput[***]";
  }
}

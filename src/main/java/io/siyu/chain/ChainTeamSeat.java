package io.siyu.chain;

import io.siyu.member.MemberSummary;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A paid seat of a team and who sits there, as everybody may see it. */
@Type("ChainTeamSeat")
@Name("ChainTeamSeat")
@Description("A paid seat of a team of a team buy (团员).")
public record ChainTeamSeat(
    @Description("Number of the entry in the list of the team buy (序号).") int number,
    @NonNull @Description("Nickname of the member (昵称), as the team buy's `nicknameDisplay` says.")
        String nickname,
    @Description(
            "The picture's address, https; null when there is none, and unless names are shown in full"
                + " (头像).")
        String avatarUrl,
    @Description("Whether the caller sits there (我).") boolean mine) {

  /**
   * @param member null when the account was deleted since
   * @param caller null when no member asks
   */
  static ChainTeamSeat of(TeamSeats.Seat seat, MemberSummary member, UUID caller) {
    return new ChainTeamSeat(
        seat.number(),
        seat.nicknameDisplay().toOthers(member == null ? null : member.nickname(), seat.number()),
        // A face says more than a name.
        member == null || seat.nicknameDisplay() != NicknameDisplay.FULL
            ? null
            : member.avatarUrl(),
        seat.memberId().equals(caller));
  }
}

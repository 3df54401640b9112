package io.siyu.chain;

import io.siyu.member.MemberSummary;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Who leads a chain-buy, as everybody may see it. */
@Type("ChainLeader")
@Name("ChainLeader")
@Description("The member who leads a chain-buy (团长).")
public record ChainLeader(
    @NonNull @Description("Nickname (昵称); also where the list hides those of the others.")
        String nickname,
    @Description("The picture's address, https; null when there is none (头像).") String avatarUrl) {

  /**
   * @param member null when the leader has deleted the account
   */
  static ChainLeader of(MemberSummary member) {
    return member == null
        ? new ChainLeader(NicknameDisplay.full(null), null)
        : new ChainLeader(NicknameDisplay.full(member.nickname()), member.avatarUrl());
  }
}

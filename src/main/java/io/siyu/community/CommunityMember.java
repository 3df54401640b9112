package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.member.MemberSummary;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Somebody in a community, as staff see them. */
@Type("CommunityMember")
@Name("CommunityMember")
@Description("Somebody in a community, as staff see them (群成员).")
public record CommunityMember(
    @Ignore UUID member,
    @NonNull @Id @Description("Whom it is.") String memberId,
    @NonNull @Description("The member's nickname, or a made-up one.") String nickname,
    @NonNull @Description("What the member is in the community.") CommunityRole role,
    @NonNull @Description("When the member joined, the latest time, in UTC.") Instant joinedAt,
    @Description("When the member left, in UTC; null while in it.") Instant leftAt) {

  static final String LIST = "communityMembers";

  static final String SELECT =
      """
      SELECT m.member_id, p.nickname, m.role, m.joined_at, m.left_at
      FROM community_membership m JOIN member p ON p.id = m.member_id
      """;

  static CommunityMember of(SqlRow row) {
    UUID member = row.uuid("member_id");
    return new CommunityMember(
        member,
        MembershipOperatorApi.MEMBER.encode(member),
        MemberSummary.nicknameOr(row.text("nickname"), member),
        row.enumeration(CommunityRole.class, "role"),
        row.instant("joined_at"),
        row.instant("left_at"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, member);
  }
}

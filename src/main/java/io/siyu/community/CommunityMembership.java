package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A membership as the member sees it. */
@Type("CommunityMembership")
@Name("CommunityMembership")
@Description("That the member is, or was, in a community (群成员身份).")
public record CommunityMembership(
    @NonNull
        @Id
        @Description("Opaque id; begins with `community-membership_`; the same after coming back.")
        String id,
    @NonNull @Description("The community.") Community community,
    @NonNull @Description("What the member is in it.") CommunityRole role,
    @NonNull @Description("When the member joined, the latest time, in UTC.") Instant joinedAt,
    @Description("When the member left, in UTC; null while in it.") Instant leftAt) {

  private static final IdType ID = IdType.of("community-membership");

  static CommunityMembership of(Membership membership) {
    return new CommunityMembership(
        ID.encode(membership.id()),
        Community.of(membership.community()),
        membership.role(),
        membership.joinedAt(),
        membership.leftAt());
  }

  static Cursor cursor(Membership membership) {
    return Cursor.of(MembershipRequests.LIST, membership.joinedAt(), membership.id());
  }
}

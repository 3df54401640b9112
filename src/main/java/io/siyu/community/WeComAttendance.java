package io.siyu.community;

import io.siyu.member.wecom.GroupAttendance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who is in a community, as WeCom tells it of the chat group. Whoever writes there is there, also
 * when they came before they were a member.
 */
@ApplicationScoped
class WeComAttendance implements GroupAttendance {

  private final ChatGroups groups;
  private final CommunityMemberships memberships;

  WeComAttendance(ChatGroups groups, CommunityMemberships memberships) {
    this.groups = groups;
    this.memberships = memberships;
  }

  @Override
  public Uni<Void> seen(
      UUID member, String chatId, String externalUserId, String reportId, Instant at) {
    return inCommunity(
        chatId,
        community ->
            memberships.joinedByServer(report(community, member, at, reportId, externalUserId)));
  }

  @Override
  public Uni<Void> gone(
      UUID member, String chatId, String externalUserId, String reportId, Instant at) {
    return inCommunity(
        chatId,
        community ->
            memberships.leftByServer(report(community, member, at, reportId, externalUserId)));
  }

  private Uni<Void> inCommunity(String chatId, Function<UUID, Uni<Boolean>> work) {
    return groups
        .communityOf(chatId)
        .chain(
            community ->
                community == null
                    ? Uni.createFrom().voidItem()
                    : work.apply(community).replaceWithVoid());
  }

  private static MembershipReport report(
      UUID community, UUID member, Instant at, String reportId, String externalUserId) {
    return new MembershipReport(
        community, member, at, MembershipSource.WECOM_CALLBACK, reportId, externalUserId);
  }
}

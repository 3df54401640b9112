package io.siyu.community;

import io.siyu.member.wecom.GroupAttendance;
import io.siyu.platform.database.Database;
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
  private final GroupDissolution dissolution;
  private final Database database;

  WeComAttendance(
      ChatGroups groups,
      CommunityMemberships memberships,
      GroupDissolution dissolution,
      Database database) {
    this.groups = groups;
    this.memberships = memberships;
    this.dissolution = dissolution;
    this.database = database;
  }

  @Override
  public Uni<Void> seen(
      UUID member, String chatId, String externalUserId, String reportId, Instant at) {
    return inCommunity(
        groups.communityOf(chatId, at),
        community ->
            memberships.joinedByServer(report(community, member, at, reportId, externalUserId)));
  }

  @Override
  public Uni<Void> gone(
      UUID member, String chatId, String externalUserId, String reportId, Instant at) {
    return inCommunity(
        groups.communityOf(chatId),
        community ->
            memberships.leftByServer(report(community, member, at, reportId, externalUserId)));
  }

  @Override
  public Uni<Void> dissolved(String chatId, String reportId, Instant at) {
    return inCommunity(
        database.transaction(() -> groups.dissolve(chatId, at)),
        community -> dissolution.of(community, reportId, at));
  }

  private static Uni<Void> inCommunity(Uni<UUID> found, Function<UUID, Uni<?>> work) {
    return found.chain(
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

package io.siyu.community;

import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What other features tell and ask about who is in which community. */
@ApplicationScoped
public class CommunityMemberships {

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;
  private final CommunityService communities;
  private final MembershipRows rows;

  CommunityMemberships(
      Database database,
      Sql sql,
      MemberDirectory members,
      CommunityService communities,
      MembershipRows rows) {
    this.database = database;
    this.sql = sql;
    this.members = members;
    this.communities = communities;
    this.rows = rows;
  }

  /**
   * A server saw the member come into the chat group. It is a fact, so neither the policy nor the
   * number of places can refuse it. Joins the caller's transaction, in which nothing but members
   * may be locked yet; a repetition changes nothing.
   *
   * @return whether the member was not in the community before; false also for an account or a
   *     community that was gone by then
   * @throws RequestFailure NOT_FOUND when there never was such a member or community
   */
  public Uni<Boolean> joinedByServer(MembershipReport report) {
    return database.transaction(
        () ->
            withMember(
                report,
                community ->
                    community.isDissolved(report.at())
                        ? Uni.createFrom().item(false)
                        : rows.open(report)
                            .call(opened -> rows.addToCount(community.id(), opened ? 1 : 0))));
  }

  /**
   * A server saw that the member is in the chat group no more, however silently. Joins the caller's
   * transaction like {@link #joinedByServer}; a repetition changes nothing.
   *
   * @return whether the member was in the community until then
   * @throws RequestFailure NOT_FOUND when there never was such a member or community
   */
  public Uni<Boolean> leftByServer(MembershipReport report) {
    return database.transaction(
        () ->
            withMember(
                report,
                community ->
                    rows.close(report)
                        .call(closed -> rows.addToCount(community.id(), closed ? -1 : 0))));
  }

  /**
   * Who it was that the chat group knows by this name.
   *
   * @return null when nobody was ever told by it
   */
  public Uni<UUID> memberOf(UUID community, String chatUser) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT member_id FROM community_membership
                WHERE community_id = $1 AND chat_user_ref = $2
                ORDER BY changed_at DESC, id DESC LIMIT 1""",
                row -> row.uuid("member_id"),
                community,
                chatUser));
  }

  /**
   * Who is in the community as a MEMBER and came between the instants, both inclusive; by their
   * ids.
   *
   * @param after the last one of the page before; null to begin
   */
  public Uni<List<UUID>> joinedBetween(
      UUID community, Instant from, Instant until, UUID after, int limit) {
    return database.read(
        () ->
            sql.list(
                """
                SELECT member_id FROM community_membership
                WHERE community_id = $1 AND left_at IS NULL AND role = 'MEMBER'
                  AND joined_at BETWEEN $2 AND $3 AND ($4::uuid IS NULL OR member_id > $4)
                ORDER BY member_id LIMIT $5""",
                row -> row.uuid("member_id"),
                community,
                from,
                until,
                after,
                (long) limit));
  }

  /**
   * Those of the moments at which the member worked for the brand in that community: as anything
   * but a MEMBER, whether still there or not. Where it is unknown: in any that the member had not
   * left by then. All in one statement.
   */
  public Uni<Set<Moment>> staffAmong(List<Moment> moments) {
    if (moments.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT w.position::integer AS position
                    FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[])
                      WITH ORDINALITY AS w (community_id, member_id, at, position)
                    JOIN community_membership m ON m.member_id = w.member_id
                      AND (m.community_id = w.community_id
                        OR w.community_id IS NULL AND coalesce(m.left_at, w.at) >= w.at)
                    WHERE (SELECT c.role FROM community_membership_change c
                           WHERE c.membership_id = m.id AND c.kind = 'ROLE' AND c.at <= w.at
                           ORDER BY c.at DESC, c.id DESC LIMIT 1) <> 'MEMBER'""",
                    row -> moments.get(row.integer("position") - 1),
                    moments.stream().map(Moment::community).toArray(UUID[]::new),
                    moments.stream().map(Moment::member).toArray(UUID[]::new),
                    moments.stream().map(Moment::at).toList()))
        .map(HashSet::new);
  }

  private Uni<Boolean> withMember(
      MembershipReport report, Function<CommunitySummary, Uni<Boolean>> work) {
    return members
        .lockEvenIfGone(report.member())
        .chain(
            there ->
                communities
                    .communities(List.of(report.community()))
                    .map(found -> found.get(report.community()))
                    .onItem()
                    .ifNull()
                    .failWith(() -> RequestFailure.notFound("Community"))
                    .chain(
                        community -> there ? work.apply(community) : Uni.createFrom().item(false)));
  }

  /**
   * A member in a community at an instant.
   *
   * @param community null when unknown
   */
  public record Moment(UUID community, UUID member, Instant at) {}
}

package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Members join and leave communities by themselves. */
@ApplicationScoped
class MembershipRequests {

  static final String LIST = "viewerCommunities";

  private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final CommunityService communities;
  private final MembershipRows rows;
  private final Clock clock;

  MembershipRequests(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      CommunityService communities,
      MembershipRows rows,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.communities = communities;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Whoever is in it already stays so, and takes no further place.
   *
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal with a code of {@link CommunityMembershipErrorCode}
   */
  Uni<Membership> join(UUID member, UUID community, String idempotencyKey) {
    return idempotency
        .once(
            member,
            "joinCommunity",
            idempotencyKey,
            Fingerprint.of(community),
            () -> members.lock(member).chain(() -> joinLocked(member, community)))
        .chain(id -> database.read(() -> rows.get(id)));
  }

  /**
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal NOT_A_MEMBER, IDEMPOTENCY_KEY_REUSED
   */
  Uni<Membership> leave(UUID member, UUID community, String idempotencyKey) {
    return idempotency
        .once(
            member,
            "leaveCommunity",
            idempotencyKey,
            Fingerprint.of(community),
            () ->
                members
                    .lock(member)
                    .chain(() -> communities.requireCommunities(List.of(community)))
                    .chain(() -> rows.find(community, member))
                    .chain(known -> leaveLocked(community, known)))
        .chain(id -> database.read(() -> rows.get(id)));
  }

  /** The communities that the member is in, the latest joined first. */
  Uni<Page<Membership>> page(UUID member, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    Membership.SELECT
                        + """
                        WHERE m.member_id = $1 AND m.left_at IS NULL
                          AND ($2::timestamptz IS NULL OR (m.joined_at, m.id) < ($2, $3))
                        ORDER BY m.joined_at DESC, m.id DESC LIMIT $4""",
                    Membership::of,
                    member,
                    after == null ? null : after.instant(0),
                    after == null ? END : after.uuid(1),
                    size + 1))
        .map(found -> Page.of(found, size));
  }

  private Uni<UUID> joinLocked(UUID member, UUID community) {
    return rows.find(community, member)
        .chain(
            known ->
                known != null && known.isOpen()
                    ? Uni.createFrom().item(known.id())
                    : requireWelcome(community)
                        .chain(() -> rows.open(byClient(community, member, known)))
                        .chain(() -> takePlace(community))
                        .chain(() -> rows.find(community, member))
                        .map(Membership::id));
  }

  /** Two can both have seen the last place: the guarded statement decides. */
  private Uni<Void> takePlace(UUID community) {
    return rows.takePlace(community, clock.instant())
        .chain(
            taken ->
                taken
                    ? Uni.createFrom().voidItem()
                    : requireWelcome(community)
                        .onItem()
                        .failWith(() -> CommunityMembershipErrorCode.full()));
  }

  private Uni<Void> requireWelcome(UUID community) {
    return communities
        .communities(List.of(community))
        .map(found -> found.get(community))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Community"))
        .invoke(found -> CommunityMembershipErrorCode.requireWelcome(found, clock.instant()))
        .replaceWithVoid();
  }

  private Uni<UUID> leaveLocked(UUID community, Membership known) {
    if (known == null || !known.isOpen()) {
      throw CommunityMembershipErrorCode.notAMember();
    }
    return rows.close(byClient(community, known.member(), known))
        .chain(() -> rows.addToCount(community, -1))
        .replaceWith(known.id());
  }

  /** After all that is known, whichever clock it came from: a request is about what is now. */
  private MembershipReport byClient(UUID community, UUID member, Membership known) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant at =
        known == null || now.isAfter(known.changedAt())
            ? now
            : known.changedAt().plus(1, ChronoUnit.MICROS);
    return new MembershipReport(community, member, at, MembershipSource.CLIENT, null, null);
  }
}

package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Who is what in a community, for staff. */
@ApplicationScoped
class MembershipRoles {

  private static final UUID BEGINNING = new UUID(0, 0);

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final CommunityService communities;
  private final MembershipRows rows;
  private final Audit audit;
  private final Clock clock;

  MembershipRoles(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      CommunityService communities,
      MembershipRows rows,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.communities = communities;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such member or community
   * @throws Refusal NOT_A_MEMBER, IDEMPOTENCY_KEY_REUSED
   */
  Uni<CommunityMember> set(
      UUID operator, UUID community, UUID member, CommunityRole role, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "setCommunityRole",
            idempotencyKey,
            Fingerprint.of(community, member, role),
            () ->
                members
                    .lock(member)
                    .chain(() -> communities.requireCommunities(List.of(community)))
                    .chain(() -> rows.find(community, member))
                    .chain(known -> change(known, role))
                    .call(() -> record(operator, community, member, role)))
        .chain(
            id ->
                database.read(
                    () ->
                        sql.first(
                            CommunityMember.SELECT + "WHERE m.id = $1", CommunityMember::of, id)));
  }

  /**
   * Whoever is in the community now, by id.
   *
   * @param role null for all of them
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Page<CommunityMember>> page(UUID community, CommunityRole role, Cursor after, int size) {
    UUID behind = after == null ? BEGINNING : after.uuid(0);
    return communities
        .requireCommunities(List.of(community))
        .chain(
            () ->
                database.read(
                    () ->
                        sql.list(
                            CommunityMember.SELECT
                                + """
                                WHERE m.community_id = $1 AND m.left_at IS NULL AND m.member_id > $2
                                  AND ($3::text IS NULL OR m.role = $3)
                                ORDER BY m.member_id LIMIT $4""",
                            CommunityMember::of,
                            community,
                            behind,
                            role,
                            size + 1)))
        .map(found -> Page.of(found, size));
  }

  private Uni<UUID> change(Membership known, CommunityRole role) {
    if (known == null || !known.isOpen()) {
      throw CommunityMembershipErrorCode.notAMember();
    }
    return sql.update(
            """
            WITH changed AS (
              UPDATE community_membership SET role = $2 WHERE id = $1 AND role <> $2 RETURNING id)
            INSERT INTO community_membership_change (id, membership_id, kind, role, source, at)
            SELECT $3::uuid, id, 'ROLE', $2, 'OPERATOR', $4::timestamptz FROM changed""",
            known.id(),
            role,
            Ids.next(),
            clock.instant())
        .replaceWith(known.id());
  }

  private Uni<Void> record(UUID operator, UUID community, UUID member, CommunityRole role) {
    return audit.record(
        operator,
        "setCommunityRole",
        MembershipOperatorApi.MEMBER.encode(member),
        new JsonObject().put("community", Community.ID.encode(community)).put("role", role.name()));
  }
}

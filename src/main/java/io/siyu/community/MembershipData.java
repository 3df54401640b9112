package io.siyu.community;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * The communities that a member was in. Whoever leaves the brand leaves them all; that somebody
 * came and went stays, for the numbers of the community, but not who it was in the chat group.
 */
@ApplicationScoped
class MembershipData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'community', community, 'what', what, 'role', role, 'chatUser', chat_user_ref, 'at', at))
        AS item
      FROM (
        SELECT c.name AS community, 'membership' AS what, m.role, m.chat_user_ref, m.joined_at AS at
        FROM community_membership m JOIN community c ON c.id = m.community_id
        WHERE m.member_id = $1
        UNION ALL
        SELECT c.name, h.kind, h.role, NULL, h.at
        FROM community_membership m JOIN community c ON c.id = m.community_id
        JOIN community_membership_change h ON h.membership_id = m.id
        WHERE m.member_id = $1
      ) known ORDER BY at DESC LIMIT $2""";

  private static final String END =
      """
      WITH ended AS (
        UPDATE community_membership
        SET left_at = greatest($2::timestamptz, changed_at), leave_source = 'CLIENT',
            changed_at = greatest($2, changed_at)
        WHERE member_id = $1 AND left_at IS NULL
        RETURNING id, community_id, left_at),
      logged AS (
        INSERT INTO community_membership_change (id, membership_id, kind, source, at)
        SELECT gen_random_uuid(), id, 'LEFT', 'CLIENT', left_at FROM ended)
      SELECT community_id FROM ended ORDER BY community_id""";

  /**
   * Of two records in the same community, what both know together. The role is logged once more
   * also where it stays, as the latest change that moves over may tell of another.
   */
  private static final String JOIN_BOTH =
      """
      WITH joined AS (
        SELECT t.id AS kept, t.role AS old_role,
               CASE WHEN t.role = 'MEMBER' THEN f.role ELSE t.role END AS role,
               coalesce(t.chat_user_ref, f.chat_user_ref) AS chat_user_ref,
               greatest(t.changed_at, f.changed_at) AS changed_at,
               t.left_at IS NOT NULL AND (f.left_at IS NULL OR f.changed_at > t.changed_at)
                 AS other_counts,
               f.joined_at, f.join_source, f.left_at, f.leave_source
        FROM community_membership f
        JOIN community_membership t ON t.community_id = f.community_id AND t.member_id = $2
        WHERE f.member_id = $1),
      changed AS (
        UPDATE community_membership k
        SET role = j.role, chat_user_ref = j.chat_user_ref, changed_at = j.changed_at,
            joined_at = CASE WHEN other_counts THEN j.joined_at ELSE k.joined_at END,
            join_source = CASE WHEN other_counts THEN j.join_source ELSE k.join_source END,
            left_at = CASE WHEN other_counts THEN j.left_at ELSE k.left_at END,
            leave_source = CASE WHEN other_counts THEN j.leave_source ELSE k.leave_source END
        FROM joined j WHERE k.id = j.kept)
      INSERT INTO community_membership_change (id, membership_id, kind, role, source, at)
      SELECT gen_random_uuid(), kept, 'ROLE', role, 'OPERATOR', $3::timestamptz FROM joined
      WHERE role <> old_role OR role <> 'MEMBER'""";

  /** Those of one report stay behind, and go with their membership. */
  private static final String MOVE_CHANGES =
      """
      UPDATE community_membership_change c SET membership_id = t.id
      FROM community_membership f
      JOIN community_membership t ON t.community_id = f.community_id AND t.member_id = $2
      WHERE f.member_id = $1 AND c.membership_id = f.id AND NOT EXISTS (
        SELECT FROM community_membership_change h
        WHERE h.membership_id = t.id AND h.report_hash = c.report_hash)""";

  private static final String BOTH_IN =
      """
      SELECT f.community_id FROM community_membership f
      JOIN community_membership t ON t.community_id = f.community_id AND t.member_id = $2
      WHERE f.member_id = $1 AND f.left_at IS NULL AND t.left_at IS NULL
      ORDER BY f.community_id""";

  private static final String DROP_DOUBLES =
      """
      DELETE FROM community_membership f USING community_membership t
      WHERE f.member_id = $1 AND t.member_id = $2 AND t.community_id = f.community_id""";

  private final PersonalRows rows;
  private final MembershipRows memberships;
  private final Sql sql;
  private final Clock clock;

  MembershipData(PersonalRows rows, MembershipRows memberships, Sql sql, Clock clock) {
    this.rows = rows;
    this.memberships = memberships;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String section() {
    return "communityMemberships";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.list(END, row -> row.uuid("community_id"), member, clock.instant())
        .chain(this::oneLessIn)
        .chain(
            () ->
                sql.update(
                    """
                    UPDATE community_membership SET chat_user_ref = NULL
                    WHERE member_id = $1 AND chat_user_ref IS NOT NULL""",
                    member))
        .replaceWithVoid();
  }

  /** Staff stay staff: two records of one person must not make a customer of a seeder. */
  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.list(BOTH_IN, row -> row.uuid("community_id"), from, to)
        .call(() -> sql.update(JOIN_BOTH, from, to, clock.instant()))
        .call(() -> sql.update(MOVE_CHANGES, from, to))
        .call(() -> sql.update(DROP_DOUBLES, from, to))
        .call(
            () ->
                sql.update(
                    "UPDATE community_membership SET member_id = $2 WHERE member_id = $1",
                    from,
                    to))
        .chain(this::oneLessIn);
  }

  /** In the order of their ids, as everywhere. */
  private Uni<Void> oneLessIn(List<UUID> communities) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (UUID community : communities) {
      all = all.chain(() -> memberships.addToCount(community, -1));
    }
    return all;
  }
}

package io.siyu.member;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads members for staff; a page is one statement. */
@ApplicationScoped
class MemberRecords {

  static final String LIST = "members";

  /** Ids of version 7 grow with time: newest first. */
  private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private static final String SELECT =
      """
      SELECT m.id, m.status, m.nickname, m.avatar_url, m.phone, m.birthday, m.gender, m.city,
             m.home_store_id, m.growth, m.first_channel, m.first_scene, m.inviter_id,
             m.created_at, m.last_login_at,
             t.id AS tier_id, t.level AS tier_level, t.name AS tier_name,
             t.growth_threshold AS tier_growth_threshold,
               coalesce(t.keep_growth, t.growth_threshold) AS tier_keep_growth,
             t.points_multiplier_percent AS tier_points_multiplier_percent,
             t.member_price_discount_percent AS tier_member_price_discount_percent
      FROM member m JOIN tier t ON t.id = m.tier_id
      """;

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  MemberRecords(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @param after null for the first page
   */
  Uni<Page<MemberRecord>> page(MemberFilter filter, Cursor after, int size) {
    UUID before = after == null ? END : after.uuid(0);
    return database
        .read(
            () ->
                sql.list(
                    SELECT
                        + """
                        WHERE m.id < $1
                          AND ($3::text IS NULL OR EXISTS (
                            SELECT FROM member_tag g WHERE g.member_id = m.id AND g.code = $3
                              AND (g.expires_at IS NULL OR g.expires_at > $4)))
                          AND ($5::uuid IS NULL OR m.tier_id = $5)
                          AND ($6::text IS NULL OR m.first_channel = $6)
                          AND (CASE WHEN $7::text IS NULL THEN m.status <> 'DELETED'
                               ELSE m.status = $7 END)
                          AND ($8::text IS NULL OR m.phone = $8)
                          AND ($9::uuid IS NULL OR EXISTS (
                            SELECT FROM member_custody c
                            WHERE c.member_id = m.id AND c.operator_id = $9))
                        ORDER BY m.id DESC LIMIT $2""",
                    MemberRecord::of,
                    before,
                    size + 1,
                    filter.tag(),
                    clock.instant(),
                    filter.tier(),
                    filter.firstChannel(),
                    filter.status(),
                    filter.phone(),
                    filter.custodian()))
        .map(rows -> Page.of(rows, size));
  }

  Uni<Map<UUID, MemberRecord>> byIds(Collection<UUID> members) {
    return database
        .read(() -> sql.list(SELECT + "WHERE m.id = ANY($1)", MemberRecord::of, members))
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(MemberRecord::memberId, Function.identity())));
  }

  /**
   * @throws RequestFailure NOT_FOUND when there never was such a member
   */
  Uni<MemberRecord> one(UUID member) {
    return database
        .read(() -> sql.first(SELECT + "WHERE m.id = $1", MemberRecord::of, member))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Member"));
  }
}

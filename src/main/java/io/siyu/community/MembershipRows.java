package io.siyu.community;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Statements on memberships, in the caller's transaction, which has locked the member. What is
 * known last decides, whichever way it came and in whatever order: of a coming and a going at the
 * same instant the going is the later one, so that a repetition changes nothing. Nor does another
 * report under the id of one that was logged.
 */
@ApplicationScoped
class MembershipRows {

  private static final String OPEN =
      """
      WITH opened AS (
        INSERT INTO community_membership AS m
          (id, community_id, member_id, joined_at, join_source, changed_at, chat_user_ref)
        VALUES ($1, $2, $3, $4::timestamptz, $5, $4, $6)
        ON CONFLICT ON CONSTRAINT community_membership_once DO UPDATE
        SET left_at = NULL, leave_source = NULL, joined_at = excluded.joined_at,
            join_source = excluded.join_source, changed_at = excluded.changed_at,
            chat_user_ref = coalesce(excluded.chat_user_ref, m.chat_user_ref)
        WHERE m.left_at IS NOT NULL AND m.changed_at < excluded.changed_at
          AND NOT EXISTS (SELECT FROM community_membership_change h
                          WHERE h.membership_id = m.id AND h.report_hash = $8)
        RETURNING id)
      INSERT INTO community_membership_change (id, membership_id, kind, source, at, report_hash)
      SELECT $7::uuid, id, 'JOINED', $5, $4, $8::text FROM opened""";

  private static final String CLOSE =
      """
      WITH closed AS (
        UPDATE community_membership m
        SET left_at = $3::timestamptz, leave_source = $4, changed_at = $3,
            chat_user_ref = coalesce($5, chat_user_ref)
        WHERE community_id = $1 AND member_id = $2 AND left_at IS NULL AND changed_at <= $3
          AND NOT EXISTS (SELECT FROM community_membership_change h
                          WHERE h.membership_id = m.id AND h.report_hash = $7)
        RETURNING id)
      INSERT INTO community_membership_change (id, membership_id, kind, source, at, report_hash)
      SELECT $6::uuid, id, 'LEFT', $4, $3, $7::text FROM closed""";

  private static final String CLOSE_ALL =
      """
      WITH closed AS (
        UPDATE community_membership m
        SET left_at = $3::timestamptz, leave_source = $4, changed_at = $3
        WHERE community_id = $1 AND member_id = ANY($2) AND left_at IS NULL AND changed_at <= $3
          AND NOT EXISTS (SELECT FROM community_membership_change h
                          WHERE h.membership_id = m.id AND h.report_hash = $5)
        RETURNING id)
      INSERT INTO community_membership_change (id, membership_id, kind, source, at, report_hash)
      SELECT gen_random_uuid(), id, 'LEFT', $4, $3, $5::text FROM closed""";

  /**
   * Of somebody whose coming nobody has told of yet: when that is told late, it is over already.
   */
  private static final String REMEMBER_LEFT =
      """
      WITH known AS (
        INSERT INTO community_membership
          (id, community_id, member_id, joined_at, join_source, left_at, leave_source, changed_at,
           chat_user_ref)
        VALUES ($1, $2, $3, $4::timestamptz, $5, $4, $5, $4, $6)
        ON CONFLICT ON CONSTRAINT community_membership_once DO NOTHING
        RETURNING id)
      INSERT INTO community_membership_change (id, membership_id, kind, source, at, report_hash)
      SELECT $7::uuid, id, 'LEFT', $5, $4, $8::text FROM known""";

  /**
   * Somebody who is in it came earlier than was known, and somebody who is not had been there since
   * then, unless another leaving lies between.
   */
  private static final String CONFIRM_THERE =
      """
      UPDATE community_membership m
      SET changed_at = greatest(m.changed_at, $3::timestamptz),
          chat_user_ref = coalesce($4, m.chat_user_ref),
          joined_at = CASE WHEN k.earlier THEN $3 ELSE m.joined_at END,
          join_source = CASE WHEN k.earlier THEN $5 ELSE m.join_source END
      FROM (
        SELECT t.id, t.joined_at > $3 AND NOT EXISTS (
                 SELECT FROM community_membership_change h
                 WHERE h.membership_id = t.id AND h.kind = 'LEFT' AND h.at >= $3
                   AND (t.left_at IS NULL OR h.at < t.left_at)) AS earlier
        FROM community_membership t WHERE t.community_id = $1 AND t.member_id = $2) k
      WHERE m.id = k.id
        AND (k.earlier OR m.left_at IS NULL AND (
          m.changed_at < $3 OR m.chat_user_ref IS DISTINCT FROM coalesce($4, m.chat_user_ref)))""";

  private static final String CONFIRM_GONE =
      """
      UPDATE community_membership
      SET changed_at = greatest(changed_at, $3::timestamptz),
          chat_user_ref = coalesce($4, chat_user_ref)
      WHERE community_id = $1 AND member_id = $2 AND left_at IS NOT NULL
        AND (changed_at < $3 OR chat_user_ref IS DISTINCT FROM coalesce($4, chat_user_ref))""";

  private final Database database;
  private final Sql sql;
  private final MeterRegistry meters;

  MembershipRows(Database database, Sql sql, MeterRegistry meters) {
    this.database = database;
    this.sql = sql;
    this.meters = meters;
  }

  /** Null when the member never was in the community. */
  Uni<Membership> find(UUID community, UUID member) {
    return sql.first(
        Membership.SELECT + "WHERE m.member_id = $1 AND m.community_id = $2",
        Membership::of,
        member,
        community);
  }

  Uni<Membership> get(UUID membership) {
    return sql.first(Membership.SELECT + "WHERE m.id = $1", Membership::of, membership);
  }

  /**
   * @return whether the member has come in; false when nothing new was said
   */
  Uni<Boolean> open(MembershipReport report) {
    return sql.update(
            OPEN,
            Ids.next(),
            report.community(),
            report.member(),
            report.at(),
            report.source(),
            report.chatUser(),
            Ids.next(),
            ReportHash.of(report.id()))
        .map(rows -> rows == 1)
        .call(opened -> opened ? count("joined", report.source(), 1) : confirmThere(report));
  }

  /**
   * @return whether the member has gone; false when nothing new was said
   */
  Uni<Boolean> close(MembershipReport report) {
    return sql.update(
            CLOSE,
            report.community(),
            report.member(),
            report.at(),
            report.source(),
            report.chatUser(),
            Ids.next(),
            ReportHash.of(report.id()))
        .map(rows -> rows == 1)
        .call(closed -> closed ? count("left", report.source(), 1) : rememberLeft(report));
  }

  /**
   * As {@link #close} for several members, all of whom are locked.
   *
   * @return how many have gone
   */
  Uni<Integer> closeAll(
      UUID community, List<UUID> gone, String reportId, MembershipSource source, Instant at) {
    return sql.update(CLOSE_ALL, community, gone, at, source, ReportHash.of(reportId))
        .call(closed -> count("left", source, closed));
  }

  /** The hottest row, so it comes last. */
  Uni<Void> addToCount(UUID community, int change) {
    return change == 0
        ? Uni.createFrom().voidItem()
        : sql.update(
                "UPDATE community SET member_count = member_count + $2 WHERE id = $1",
                community,
                change)
            .replaceWithVoid();
  }

  /**
   * A place for whoever wants in by themselves, if there is one.
   *
   * @return whether there was
   */
  Uni<Boolean> takePlace(UUID community, Instant now) {
    return sql.update(
            """
            UPDATE community SET member_count = member_count + 1
            WHERE id = $1 AND join_policy = 'OPEN'
              AND (dissolves_at IS NULL OR dissolves_at > $2)
              AND (capacity IS NULL OR member_count < capacity)""",
            community,
            now)
        .map(rows -> rows == 1);
  }

  private Uni<Void> rememberLeft(MembershipReport report) {
    return sql.update(
            REMEMBER_LEFT,
            Ids.next(),
            report.community(),
            report.member(),
            report.at(),
            report.source(),
            report.chatUser(),
            Ids.next(),
            ReportHash.of(report.id()))
        .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : confirmGone(report));
  }

  /** What stood already is known a little longer; so nothing older can undo it. */
  private Uni<Void> confirmThere(MembershipReport report) {
    return sql.update(
            CONFIRM_THERE,
            report.community(),
            report.member(),
            report.at(),
            report.chatUser(),
            report.source())
        .replaceWithVoid();
  }

  private Uni<Void> confirmGone(MembershipReport report) {
    return sql.update(
            CONFIRM_GONE, report.community(), report.member(), report.at(), report.chatUser())
        .replaceWithVoid();
  }

  private Uni<Void> count(String change, MembershipSource source, int number) {
    database.afterCommit(
        () ->
            meters
                .counter("siyu.community.memberships", "change", change, "source", source.name())
                .increment(number));
    return Uni.createFrom().voidItem();
  }
}

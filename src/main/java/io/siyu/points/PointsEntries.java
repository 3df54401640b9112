package io.siyu.points;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Rows of {@code points_entry}. Every insert answers null when the entry exists already, or may not
 * exist any more: then nothing else is to be done.
 */
@ApplicationScoped
class PointsEntries {

  private final Sql sql;

  PointsEntries(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param postedAt null for a pending earning
   * @return null also when the thing was reversed before, as events come in any order
   */
  Uni<UUID> earned(Earning earning, Instant postedAt, Instant now) {
    return sql.first(
        """
        INSERT INTO points_entry (id, member_id, operation, business_type, business_id, kind,
                                  points, posted_at, created_at)
        SELECT $1::uuid, $2::uuid, 'EARN', $3::text, $4::text, $5::text, $6::bigint,
               $7::timestamptz, $8::timestamptz
        WHERE NOT EXISTS (SELECT FROM points_entry WHERE member_id = $2
                          AND business_type = $3 AND business_id = $4 AND kind = 'REVERSAL')
        ON CONFLICT ON CONSTRAINT points_entry_once DO NOTHING RETURNING id""",
        row -> row.uuid("id"),
        Ids.next(),
        earning.member(),
        earning.businessType(),
        earning.businessId(),
        earning.kind(),
        earning.points(),
        postedAt,
        now);
  }

  /**
   * @param points signed
   */
  Uni<UUID> posted(PointsOperation operation, Business business, long points, Instant now) {
    return sql.first(
        """
        INSERT INTO points_entry (id, member_id, operation, business_type, business_id, kind,
                                  points, posted_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $3, $6, $7, $7)
        ON CONFLICT ON CONSTRAINT points_entry_once DO NOTHING RETURNING id""",
        row -> row.uuid("id"),
        Ids.next(),
        business.member(),
        operation,
        business.type(),
        business.id(),
        points,
        now);
  }

  /** Inserts what undoes the spend of this thing, as far as parts have not. */
  Uni<GivenBack> givenBack(Business business, Instant now) {
    return sql.first(
        """
        WITH spend AS (
          SELECT spend.id, spend.points + coalesce((
                   SELECT sum(back.points)::bigint FROM points_partial_undo part
                   JOIN points_entry back ON back.id = part.entry_id
                   WHERE part.member_id = $2 AND part.business_type = $3 AND part.business_id = $4
                     AND back.operation = 'GIVE_BACK'), 0) AS points
          FROM points_entry spend
          WHERE member_id = $2 AND business_type = $3 AND business_id = $4 AND kind = 'SPEND'
        ), back AS (
          INSERT INTO points_entry (id, member_id, operation, business_type, business_id, kind,
                                    points, posted_at, created_at)
          SELECT $1::uuid, $2::uuid, 'GIVE_BACK', $3::text, $4::text, 'GIVE_BACK', -points,
                 $5::timestamptz, $5::timestamptz FROM spend WHERE points < 0
          ON CONFLICT ON CONSTRAINT points_entry_once DO NOTHING RETURNING points
        )
        SELECT spend.id, back.points FROM spend, back""",
        row -> new GivenBack(row.uuid("id"), row.number("points")),
        Ids.next(),
        business.member(),
        business.type(),
        business.id(),
        now);
  }

  /** The spend of this thing, and what of it has not come back; null when nothing was spent. */
  Uni<Spent> spend(Business business) {
    return sql.first(
        """
        SELECT spend.id, (SELECT coalesce(sum(amount - given_back), 0)::bigint
                          FROM points_allocation WHERE entry_id = spend.id) AS points
        FROM points_entry spend
        WHERE member_id = $1 AND business_type = $2 AND business_id = $3 AND kind = 'SPEND'""",
        row -> new Spent(row.uuid("id"), row.number("points")),
        business.member(),
        business.type(),
        business.id());
  }

  /**
   * @return how much was spent on this thing, null when nothing was
   */
  Uni<Long> spentOn(Business business) {
    return sql.first(
        """
        SELECT -points AS points FROM points_entry
        WHERE member_id = $1 AND business_type = $2 AND business_id = $3 AND kind = 'SPEND'""",
        row -> row.number("points"),
        business.member(),
        business.type(),
        business.id());
  }

  /** The thing by which points were earned or on which they were spent. */
  record Business(UUID member, String type, String id) {}

  record GivenBack(UUID spendEntry, long points) {}

  /**
   * @param points that have not come back
   */
  record Spent(UUID entry, long points) {}
}

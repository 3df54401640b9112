package io.siyu.points;

import io.siyu.platform.database.Sql;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Remembers which members were told of which points that end soon. */
@ApplicationScoped
public class PointsExpiryNotices {

  private final Sql sql;
  private final BrandCalendar calendar;

  PointsExpiryNotices(Sql sql, BrandCalendar calendar) {
    this.sql = sql;
    this.calendar = calendar;
  }

  /**
   * Notes some members who are to be told, in the caller's transaction: whoever gets a row back
   * tells, nobody else does. What is earned later for the same day is not told of again.
   *
   * @param days how many days before their last one points are told of; 0 = on that day
   * @param limit at most so many members and days
   */
  public Uni<List<ExpiringPoints>> note(int days, int limit) {
    return sql.list(
        """
        WITH due AS (
          SELECT lot.member_id, lot.last_day, min(lot.expires_at) AS ends_at,
                 sum(lot.remaining)::bigint AS points
          FROM (
            -- The day before the instant from which they cannot be spent.
            SELECT member_id, remaining, expires_at,
                   ((expires_at - interval '1 microsecond') AT TIME ZONE $3::text)::date AS last_day
            FROM points_lot
            WHERE state = 'ACTIVE' AND remaining > 0 AND expires_at > $1 AND expires_at <= $2
          ) lot JOIN member ON member.id = lot.member_id AND member.status <> 'DELETED'
          WHERE NOT EXISTS (SELECT FROM points_expiry_notice told
                            WHERE told.member_id = lot.member_id AND told.last_day = lot.last_day)
          GROUP BY lot.member_id, lot.last_day ORDER BY lot.member_id, lot.last_day LIMIT $4
        ), told AS (
          INSERT INTO points_expiry_notice (member_id, last_day, points, told_at)
          SELECT member_id, last_day, points, $1 FROM due
          ON CONFLICT ON CONSTRAINT points_expiry_notice_once DO NOTHING
          RETURNING member_id, last_day
        )
        SELECT * FROM told JOIN due USING (member_id, last_day)""",
        row ->
            new ExpiringPoints(
                row.uuid("member_id"),
                row.date("last_day"),
                row.instant("ends_at"),
                row.number("points")),
        calendar.now(),
        calendar.startOf(calendar.today().plusDays(days + 1L)),
        calendar.zone().getId(),
        limit);
  }
}

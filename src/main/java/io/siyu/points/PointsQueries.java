package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** What a member sees of their points. */
@ApplicationScoped
public class PointsQueries {

  static final String HISTORY = "points-history";

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  PointsQueries(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /** Without what has expired by now, even where the job has not come by yet. */
  Uni<Summary> summary(UUID member) {
    return database.read(
        () ->
            sql.first(
                """
                WITH lot AS (
                  SELECT remaining, state, expires_at FROM points_lot
                  WHERE member_id = $1 AND remaining > 0
                    AND (state = 'PENDING'
                         OR state = 'ACTIVE' AND (expires_at IS NULL OR expires_at > $2))
                )
                SELECT
                  coalesce((SELECT sum(remaining) FROM lot WHERE state = 'ACTIVE'), 0)::bigint
                    AS balance,
                  coalesce((SELECT sum(remaining) FROM lot WHERE state = 'PENDING'), 0)::bigint
                    AS pending,
                  coalesce((SELECT debt FROM points_account WHERE member_id = $1), 0) AS debt,
                  next.points::bigint AS next_points, next.expires_at AS next_expires_at
                FROM (VALUES (1)) one LEFT JOIN (
                  SELECT sum(remaining) AS points, expires_at FROM lot
                  WHERE state = 'ACTIVE' AND expires_at IS NOT NULL
                  GROUP BY expires_at ORDER BY expires_at LIMIT 1
                ) next ON true""",
                PointsQueries::summary,
                member,
                clock.instant()));
  }

  /** What the member could spend now. */
  public Uni<Long> balance(UUID member) {
    return summary(member).map(Summary::balance);
  }

  /** Newest first. */
  Uni<Page<Entry>> history(UUID member, int size, Cursor after) {
    long before = after == null ? Long.MAX_VALUE : after.number(0);
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT entry.id, entry.position, entry.operation, entry.business_type,
                           entry.points, entry.created_at,
                           CASE WHEN lot.state IN ('PENDING', 'VOID') THEN lot.state
                                ELSE 'POSTED' END AS state
                    FROM points_entry entry LEFT JOIN points_lot lot ON lot.entry_id = entry.id
                    WHERE entry.member_id = $1 AND entry.position < $2 AND entry.points <> 0
                    ORDER BY entry.position DESC LIMIT $3""",
                    PointsQueries::entry,
                    member,
                    before,
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /** The line that a thing left in the history; it has one. */
  Uni<Entry> entryOf(UUID member, String businessType, String businessId) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT id, position, operation, business_type, points, created_at,
                       'POSTED' AS state
                FROM points_entry
                WHERE member_id = $1 AND business_type = $2 AND business_id = $3""",
                PointsQueries::entry,
                member,
                businessType,
                businessId));
  }

  private static Summary summary(SqlRow row) {
    return new Summary(
        row.number("balance"),
        row.number("pending"),
        row.number("debt"),
        row.isNull("next_points") ? 0 : row.number("next_points"),
        row.instant("next_expires_at"));
  }

  private static Entry entry(SqlRow row) {
    return new Entry(
        row.uuid("id"),
        row.number("position"),
        row.enumeration(PointsOperation.class, "operation"),
        row.text("business_type"),
        row.number("points"),
        row.enumeration(PointsEntryState.class, "state"),
        row.instant("created_at"));
  }

  /**
   * @param nextExpiresAt null when nothing expires; then {@code nextPoints} is 0
   */
  record Summary(long balance, long pending, long debt, long nextPoints, Instant nextExpiresAt) {}

  record Entry(
      UUID id,
      long position,
      PointsOperation operation,
      String businessType,
      long points,
      PointsEntryState state,
      Instant createdAt) {

    Cursor cursor() {
      return Cursor.of(HISTORY, position);
    }
  }
}

package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Remembers which members were told what growth keeps their tier. */
@ApplicationScoped
public class TierKeepNotices {

  private final Sql sql;
  private final TierCalendar calendar;
  private final TierConfig config;

  TierKeepNotices(Sql sql, TierCalendar calendar, TierConfig config) {
    this.sql = sql;
    this.calendar = calendar;
    this.config = config;
  }

  /**
   * Notes some members who are to be told, in the caller's transaction: whoever gets a row back
   * tells, nobody else does. Nobody is told who has earned enough, or where nobody falls.
   *
   * @param days how many days before its last one a period is told of; 0 = on that day
   * @param limit at most so many members
   */
  public Uni<List<TierKeepNotice>> note(int days, int limit) {
    if (config.periodEndPolicy() == TierPeriodEndPolicy.KEEP) {
      return Uni.createFrom().item(List.of());
    }
    return sql.list(
        """
        WITH due AS (
          SELECT m.id AS member_id, m.tier_period_ends_on AS ends_on, t.name AS tier_name,
                 coalesce(t.keep_growth, t.growth_threshold)
                   - greatest(coalesce(earned.growth, 0), 0) AS missing
          FROM member m JOIN tier t ON t.id = m.tier_id
          LEFT JOIN LATERAL (
            SELECT sum(e.growth)::bigint AS growth FROM member_growth_entry e
            WHERE e.member_id = m.id AND e.kind <> 'LAPSE' AND e.created_at > m.tier_period_from
          ) earned ON true
          WHERE m.tier_period_ends_on > $1 AND m.tier_period_ends_on <= $2
            AND m.status = 'ACTIVE'
            AND coalesce(earned.growth, 0) < coalesce(t.keep_growth, t.growth_threshold)
            AND NOT EXISTS (SELECT FROM member_tier_notice told
                            WHERE told.member_id = m.id AND told.ends_on = m.tier_period_ends_on)
          ORDER BY m.id LIMIT $3
        ), noted AS (
          INSERT INTO member_tier_notice (member_id, ends_on, missing, told_at)
          SELECT member_id, ends_on, missing, $4 FROM due WHERE missing > 0
          ON CONFLICT ON CONSTRAINT member_tier_notice_once DO NOTHING
          RETURNING member_id, ends_on, missing)
        SELECT noted.member_id, noted.ends_on, noted.missing, due.tier_name
        FROM noted JOIN due USING (member_id)""",
        row ->
            new TierKeepNotice(
                row.uuid("member_id"),
                row.text("tier_name"),
                row.number("missing"),
                row.date("ends_on").minusDays(1)),
        calendar.today(),
        calendar.today().plusDays(days + 1L),
        limit,
        calendar.now());
  }
}

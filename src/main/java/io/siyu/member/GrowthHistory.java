package io.siyu.member;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What a member sees of growth: its log, and what the present period still asks for. */
@ApplicationScoped
class GrowthHistory {

  static final String LIST = "growth-history";

  /** Ids of version 7 grow with time: newest first. */
  private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private final Database database;
  private final Sql sql;
  private final TierCalendar calendar;
  private final TierConfig config;

  GrowthHistory(Database database, Sql sql, TierCalendar calendar, TierConfig config) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
    this.config = config;
  }

  /**
   * Newest first.
   *
   * @param after null for the first page
   */
  Uni<Page<Entry>> page(UUID member, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, kind, business_type, growth, created_at FROM member_growth_entry
                    WHERE member_id = $1 AND id < $2 AND growth <> 0
                    ORDER BY id DESC LIMIT $3""",
                    GrowthHistory::entry,
                    member,
                    after == null ? END : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * @return null at the lowest tier, which nobody loses, and before the first period began
   */
  Uni<TierPeriodView> period(UUID member) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT m.tier_period_from, m.tier_period_ends_on,
                       coalesce(t.keep_growth, t.growth_threshold) AS keep_growth,
                       greatest(coalesce((
                         SELECT sum(e.growth) FROM member_growth_entry e
                         WHERE e.member_id = m.id AND e.kind <> 'LAPSE'
                           AND e.created_at > m.tier_period_from), 0), 0)::bigint AS earned
                FROM member m JOIN tier t ON t.id = m.tier_id
                WHERE m.id = $1 AND m.tier_period_ends_on IS NOT NULL""",
                this::period,
                member));
  }

  private TierPeriodView period(SqlRow row) {
    return TierPeriodView.of(
        row.instant("tier_period_from"),
        calendar.startOf(row.date("tier_period_ends_on")),
        row.number("earned"),
        row.number("keep_growth"),
        config.periodEndPolicy());
  }

  private static Entry entry(SqlRow row) {
    return new Entry(
        row.uuid("id"),
        row.enumeration(GrowthEntryKind.class, "kind"),
        row.text("business_type"),
        row.number("growth"),
        row.instant("created_at"));
  }

  record Entry(UUID id, GrowthEntryKind kind, String source, long growth, Instant createdAt) {

    Cursor cursor() {
      return Cursor.of(LIST, id);
    }
  }
}

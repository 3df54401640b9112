package io.siyu.audience;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * A saved rule.
 *
 * @param rule as JSON, in the words of {@link SegmentRuleInput}
 * @param tag what its members have while they are in it; null = none
 * @param refreshedAt null until its members were looked for
 */
record Segment(
    UUID id,
    String name,
    String rule,
    String tag,
    int version,
    boolean archived,
    Instant updatedAt,
    Instant refreshedAt,
    boolean refreshing,
    int memberCount) {

  static final String LIST = "segments";

  static final String COLUMNS =
      "id, name, rule::text AS rule, tag, version, archived, updated_at, refreshed_at, member_count, "
          + "coalesce(refreshed_version <> version OR refresh_position IS NOT NULL, true)"
          + " AND NOT archived AS refreshing";

  static Segment of(SqlRow row) {
    return new Segment(
        row.uuid("id"),
        row.text("name"),
        row.text("rule"),
        row.text("tag"),
        row.integer("version"),
        row.bool("archived"),
        row.instant("updated_at"),
        row.instant("refreshed_at"),
        row.bool("refreshing"),
        row.integer("member_count"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, id);
  }
}

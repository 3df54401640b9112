package io.siyu.audience;

import io.siyu.member.ExclusiveTags;
import io.siyu.member.PersonalData;
import io.siyu.member.TagSource;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What the projections know of a member, and what was made of them. */
@ApplicationScoped
class ActivityPersonalData implements PersonalData {

  private final Sql sql;
  private final ExclusiveTags tags;

  ActivityPersonalData(Sql sql, ExclusiveTags tags) {
    this.sql = sql;
    this.tags = tags;
  }

  @Override
  public String section() {
    return "activity";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return sql.list(
            """
            SELECT last_seen_at, first_order_at, last_order_at, order_count, paid_fen, refunded_fen,
                   (SELECT coalesce(jsonb_agg(day ORDER BY day), '[]'::jsonb)
                    FROM member_seen_day s WHERE s.member_id = a.member_id)::text AS seen_days,
                   (SELECT rfm_class FROM rfm_score r
                    WHERE r.member_id = a.member_id) AS rfm_class,
                   (SELECT coalesce(jsonb_agg(g.name ORDER BY g.name), '[]'::jsonb)
                    FROM segment_member s JOIN segment g ON g.id = s.segment_id
                    WHERE s.member_id = a.member_id)::text AS segments
            FROM member_activity a WHERE member_id = $1 AND NOT erased""",
            ActivityPersonalData::entry,
            member)
        .map(JsonArray::new);
  }

  /**
   * The row stays, empty and closed: whoever is about to write of this member waits for it and then
   * finds that there is nobody. Locked for the shared locks of RFM to wait too, before what RFM has
   * written goes.
   */
  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update(
            """
            INSERT INTO member_activity (member_id, erased) VALUES ($1, true)
            ON CONFLICT (member_id) DO UPDATE
            SET erased = true, last_seen_at = NULL, first_order_at = NULL, last_order_at = NULL,
                order_count = 0, paid_fen = 0, refunded_fen = 0, rebuilt_at = NULL""",
            member)
        .chain(
            () ->
                sql.first(
                    "SELECT member_id FROM member_activity WHERE member_id = $1 FOR UPDATE",
                    row -> row.uuid("member_id"),
                    member))
        .chain(() -> tags.clear(TagSource.RFM, List.of(member)))
        .chain(() -> sql.update("DELETE FROM rfm_measure WHERE member_id = $1", member))
        .chain(() -> sql.update("DELETE FROM rfm_score WHERE member_id = $1", member))
        .chain(() -> sql.update("DELETE FROM segment_member WHERE member_id = $1", member))
        .chain(() -> sql.update("DELETE FROM member_purchase_day WHERE member_id = $1", member))
        .chain(() -> sql.update("DELETE FROM member_seen_day WHERE member_id = $1", member))
        .replaceWithVoid();
  }

  private static JsonObject entry(SqlRow row) {
    return new JsonObject()
        .put("lastSeenAt", text(row, "last_seen_at"))
        .put("firstOrderAt", text(row, "first_order_at"))
        .put("lastOrderAt", text(row, "last_order_at"))
        .put("orderCount", row.integer("order_count"))
        .put("paidFen", row.number("paid_fen"))
        .put("refundedFen", row.number("refunded_fen"))
        .put("seenDays", new JsonArray(row.text("seen_days")))
        .put("rfmClass", row.text("rfm_class"))
        .put("segments", new JsonArray(row.text("segments")));
  }

  private static String text(SqlRow row, String column) {
    return row.isNull(column) ? null : row.instant(column).toString();
  }
}

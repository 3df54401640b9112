package io.siyu.member.care;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What staff know of a member's needs, and what they noted; nothing of it outlives the member. */
@ApplicationScoped
class CareData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'kind', kind, 'need', need, 'intent', intent, 'text', text, 'at', at)) AS item
      FROM (
        SELECT 'need' AS kind, need, intent, reason AS text, set_at AS at
        FROM member_need WHERE member_id = $1
        UNION ALL
        SELECT 'intentChange', need, coalesce(to_intent, 'NONE'), reason, created_at
        FROM member_intent_change WHERE member_id = $1
        UNION ALL
        SELECT 'note', NULL, NULL, text, created_at FROM member_note WHERE member_id = $1
      ) care ORDER BY at DESC LIMIT $2""";

  /** A need that both have: who said no is asked no more, else the latest counts. */
  private static final String MOVE_NEEDS =
      """
      INSERT INTO member_need AS n (member_id, need, intent, reason, set_by, set_at)
      SELECT $2, need, intent, reason, set_by, set_at FROM member_need WHERE member_id = $1
      ON CONFLICT (member_id, need) DO UPDATE
      SET intent = excluded.intent, reason = excluded.reason, set_by = excluded.set_by,
          set_at = excluded.set_at
      WHERE (excluded.intent = 'COLD', excluded.set_at) > (n.intent = 'COLD', n.set_at)""";

  private static final String MOVE_CUSTODY =
      """
      UPDATE member_custody SET member_id = $2
      WHERE member_id = $1 AND NOT EXISTS (SELECT FROM member_custody WHERE member_id = $2)""";

  private final PersonalRows rows;
  private final Database database;
  private final Sql sql;

  CareData(PersonalRows rows, Database database, Sql sql) {
    this.rows = rows;
    this.database = database;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "staffCare";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return database.transaction(
        () ->
            sql.update("DELETE FROM member_need WHERE member_id = $1", member)
                .chain(
                    () ->
                        sql.update("DELETE FROM member_intent_change WHERE member_id = $1", member))
                .chain(() -> sql.update("DELETE FROM member_note WHERE member_id = $1", member))
                .chain(() -> sql.update("DELETE FROM member_custody WHERE member_id = $1", member))
                .replaceWithVoid());
  }

  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.update(MOVE_NEEDS, from, to)
        .chain(
            () ->
                sql.update(
                    "UPDATE member_intent_change SET member_id = $2 WHERE member_id = $1",
                    from,
                    to))
        .chain(
            () ->
                sql.update("UPDATE member_note SET member_id = $2 WHERE member_id = $1", from, to))
        .chain(() -> sql.update(MOVE_CUSTODY, from, to))
        .replaceWithVoid();
  }
}

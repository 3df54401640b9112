package io.siyu.member.care;

import io.siyu.member.PersonalData;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What staff know of a member's needs, and what they noted; nothing of it outlives the member. */
@ApplicationScoped
class CareData implements PersonalData {

  private final Database database;
  private final Sql sql;

  CareData(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "staffCare";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT 'need' AS kind, need AS subject, intent AS value, reason AS text,
                           set_at AS at
                    FROM member_need WHERE member_id = $1
                    UNION ALL
                    SELECT 'intentChange', need, coalesce(to_intent, 'NONE'), reason, created_at
                    FROM member_intent_change WHERE member_id = $1
                    UNION ALL
                    SELECT 'note', NULL, NULL, text, created_at
                    FROM member_note WHERE member_id = $1
                    ORDER BY at""",
                    row ->
                        new JsonObject()
                            .put("kind", row.text("kind"))
                            .put("need", row.text("subject"))
                            .put("intent", row.text("value"))
                            .put("text", row.text("text"))
                            .put("at", row.instant("at").toString()),
                    member))
        .map(JsonArray::new);
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
}

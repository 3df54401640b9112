package io.siyu.points.entitlement;

import io.siyu.member.MemberLedger;
import io.siyu.member.PersonalData;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a member's entitlements. They stay when the member is forgotten, as records of
 * what was given and used; the reasons that staff wrote do not.
 */
@ApplicationScoped
class EntitlementData implements PersonalData, MemberLedger {

  private final Database database;
  private final Audit audit;
  private final Sql sql;

  EntitlementData(Database database, Audit audit, Sql sql) {
    this.database = database;
    this.audit = audit;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "entitlements";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT kind, name, total, used, expires_at, source, revoked_at, created_at,
                           (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                     'usedAt', used_at, 'undoneAt', undone_at,
                                     'undoReason', undo_reason) ORDER BY id), '[]')
                            FROM entitlement_use WHERE entitlement_id = entitlement.id) AS uses
                    FROM entitlement WHERE member_id = $1 ORDER BY id""",
                    row ->
                        new JsonObject()
                            .put("kind", row.text("kind"))
                            .put("name", row.text("name"))
                            .put("total", row.integer("total"))
                            .put("used", row.integer("used"))
                            .put("expiresAt", text(row.instant("expires_at")))
                            .put("source", row.text("source"))
                            .put("takenBackAt", text(row.instant("revoked_at")))
                            .put("givenAt", text(row.instant("created_at")))
                            .put("uses", row.raw().getJsonArray("uses")),
                    member))
        .map(JsonArray::new);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return database.transaction(
        () ->
            sql.update(
                    """
                    UPDATE entitlement_use SET undo_reason = NULL
                    FROM entitlement
                    WHERE entitlement.id = entitlement_id AND entitlement.member_id = $1
                      AND undo_reason IS NOT NULL""",
                    member)
                .chain(() -> tagged(member))
                .chain(audit::forget));
  }

  /** Under which staff's doings with them were noted. */
  private Uni<List<String>> tagged(UUID member) {
    return sql.list(
        """
        SELECT id, false AS is_use FROM entitlement WHERE member_id = $1
        UNION ALL
        SELECT u.id, true FROM entitlement_use u JOIN entitlement e ON e.id = u.entitlement_id
        WHERE e.member_id = $1""",
        row ->
            (row.bool("is_use") ? EntitlementUseView.ID : EntitlementView.ID)
                .encode(row.uuid("id")),
        member);
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }

  @Override
  public Uni<Boolean> hasEntries(UUID member) {
    return sql.first(
        "SELECT EXISTS (SELECT FROM entitlement WHERE member_id = $1) AS entries",
        row -> row.bool("entries"),
        member);
  }
}

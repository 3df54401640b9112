package io.siyu.points.entitlement;

import io.siyu.member.MemberLedger;
import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a member's entitlements. They stay when the member is forgotten, as records of
 * what was given and used; the reasons that staff wrote do not.
 */
@ApplicationScoped
class EntitlementData implements PersonalData, MemberLedger {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'kind', kind, 'name', name, 'total', total, 'used', used, 'expiresAt', expires_at,
        'source', source, 'takenBackAt', revoked_at, 'givenAt', created_at,
        'uses', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                          'usedAt', used_at, 'undoneAt', undone_at,
                          'undoReason', undo_reason) ORDER BY id DESC), '[]')
                 FROM entitlement_use WHERE entitlement_id = entitlement.id))) AS item
      FROM entitlement WHERE member_id = $1 ORDER BY id DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Database database;
  private final Audit audit;
  private final Sql sql;

  EntitlementData(PersonalRows rows, Database database, Audit audit, Sql sql) {
    this.rows = rows;
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
    return rows.of(EXPORT, member);
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

  @Override
  public Uni<Boolean> hasEntries(UUID member) {
    return sql.first(
        "SELECT EXISTS (SELECT FROM entitlement WHERE member_id = $1) AS entries",
        row -> row.bool("entries"),
        member);
  }
}

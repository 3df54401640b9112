package io.siyu.platform.audit;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads the audit log, newest entries first. */
@ApplicationScoped
public class AuditLog {

  static final String LIST = "auditLog";

  private static final String SELECT =
      """
      SELECT a.id, a.operator_id, o.name, a.action, a.subject, a.details, a.created_at
      FROM audit_entry a LEFT JOIN operator_account o ON o.id = a.operator_id
      """;

  /** Of version 7 like every id, so that comparing ids is comparing times. */
  private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private final Database database;
  private final Sql sql;

  AuditLog(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @param operator null for everybody's entries
   * @param after null for the first page
   */
  public Uni<Page<AuditRecord>> page(UUID operator, Cursor after, int size) {
    UUID before = after == null ? END : after.uuid(0);
    String order = " ORDER BY a.id DESC LIMIT $2";
    return database
        .read(
            () ->
                operator == null
                    ? sql.list(
                        SELECT + "WHERE a.id < $1" + order, AuditLog::entry, before, size + 1)
                    : sql.list(
                        SELECT + "WHERE a.id < $1 AND a.operator_id = $3" + order,
                        AuditLog::entry,
                        before,
                        size + 1,
                        operator))
        .map(rows -> Page.of(rows, size));
  }

  private static AuditRecord entry(SqlRow row) {
    return new AuditRecord(
        row.uuid("id"),
        row.uuid("operator_id"),
        row.text("name"),
        row.text("action"),
        row.text("subject"),
        row.json("details"),
        row.instant("created_at"));
  }
}

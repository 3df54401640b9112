package io.siyu.points.entitlement;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * A member's copy of a template, with the terms as they were when it was given.
 *
 * @param expiresAt exclusive; null = never
 * @param state at the moment of the reading
 */
record Entitlement(
    UUID id,
    UUID member,
    EntitlementKind kind,
    String name,
    int total,
    int used,
    Instant expiresAt,
    EntitlementSource source,
    EntitlementState state,
    Instant createdAt) {

  static final String LIST = "entitlements";

  /** {@code $1} is the moment. Rows are of {@code entitlement e}. */
  static final String COLUMNS =
      """
      e.id, e.member_id, e.kind, e.name, e.total, e.used, e.expires_at, e.source, e.created_at,
      CASE WHEN e.revoked_at IS NOT NULL THEN 'REVOKED'
           WHEN e.used = e.total THEN 'COMPLETED'
           WHEN e.expires_at <= $1 THEN 'EXPIRED'
           WHEN e.expiring_from <= $1 THEN 'EXPIRING'
           ELSE 'ACTIVE' END AS state""";

  Cursor cursor() {
    return Cursor.of(LIST, id);
  }

  static Entitlement of(SqlRow row) {
    return new Entitlement(
        row.uuid("id"),
        row.uuid("member_id"),
        row.enumeration(EntitlementKind.class, "kind"),
        row.text("name"),
        row.integer("total"),
        row.integer("used"),
        row.instant("expires_at"),
        row.enumeration(EntitlementSource.class, "source"),
        row.enumeration(EntitlementState.class, "state"),
        row.instant("created_at"));
  }
}

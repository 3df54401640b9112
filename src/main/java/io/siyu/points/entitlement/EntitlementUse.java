package io.siyu.points.entitlement;

import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * One unit that was used.
 *
 * @param undoneAt null unless it was a mistake
 */
record EntitlementUse(UUID id, UUID entitlement, Instant usedAt, Instant undoneAt) {

  static final String COLUMNS = "id, entitlement_id, used_at, undone_at";

  static EntitlementUse of(SqlRow row) {
    return new EntitlementUse(
        row.uuid("id"),
        row.uuid("entitlement_id"),
        row.instant("used_at"),
        row.instant("undone_at"));
  }
}

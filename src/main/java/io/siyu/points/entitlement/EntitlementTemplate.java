package io.siyu.points.entitlement;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import java.util.UUID;

/**
 * The terms of which members get copies.
 *
 * @param total units of one copy, 1–1000
 * @param validDays whole days after the one on which it is given, 1–3650; null = for ever
 * @param offered whether copies are given still
 */
record EntitlementTemplate(
    UUID id, EntitlementKind kind, String name, int total, Integer validDays, boolean offered) {

  static final String LIST = "entitlement-templates";
  static final String COLUMNS = "id, kind, name, total, valid_days, offered";

  Cursor cursor() {
    return Cursor.of(LIST, id);
  }

  static EntitlementTemplate of(SqlRow row) {
    return new EntitlementTemplate(
        row.uuid("id"),
        row.enumeration(EntitlementKind.class, "kind"),
        row.text("name"),
        row.integer("total"),
        row.isNull("valid_days") ? null : row.integer("valid_days"),
        row.bool("offered"));
  }
}

package io.siyu.platform.database;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** One row of a result, read by column name. */
public final class SqlRow {

  private final Row row;

  SqlRow(Row row) {
    this.row = row;
  }

  public UUID uuid(String column) {
    return row.getUUID(column);
  }

  public String text(String column) {
    return row.getString(column);
  }

  /**
   * @throws NullPointerException when the column is null: read it with {@link #isNull} first
   */
  public int integer(String column) {
    return row.getInteger(column);
  }

  public long number(String column) {
    return row.getLong(column);
  }

  public boolean bool(String column) {
    return row.getBoolean(column);
  }

  public boolean isNull(String column) {
    return row.getValue(column) == null;
  }

  /**
   * @return null when the column is null
   */
  public Instant instant(String column) {
    OffsetDateTime value = row.getOffsetDateTime(column);
    return value == null ? null : value.toInstant();
  }

  public LocalDate date(String column) {
    return row.getLocalDate(column);
  }

  public JsonObject json(String column) {
    return row.getJsonObject(column);
  }

  /**
   * @return null when the column is null
   */
  public <E extends Enum<E>> E enumeration(Class<E> type, String column) {
    String name = row.getString(column);
    return name == null ? null : Enum.valueOf(type, name);
  }

  /** The driver's own row, for arrays and other rare types. */
  public Row raw() {
    return row;
  }
}

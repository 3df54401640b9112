package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads a section of an export in one statement. */
@ApplicationScoped
public class PersonalRows {

  /** Of each section; the latest come first. */
  public static final int AT_MOST = 5_000;

  private final Sql sql;

  PersonalRows(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param statement gives one {@code jsonb} named {@code item} per row, latest first; {@code $1}
   *     is the member, {@code $2} the limit
   */
  public Uni<JsonArray> of(String statement, UUID member) {
    return sql.list(statement, row -> row.json("item"), member, AT_MOST).map(JsonArray::new);
  }
}

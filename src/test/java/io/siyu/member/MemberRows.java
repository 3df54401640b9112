package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the database holds, for the tests of this package. */
@ApplicationScoped
class MemberRows {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Database database;
  private final Sql sql;

  MemberRows(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  static UUID uuid(String taggedId) {
    ByteBuffer bytes =
        ByteBuffer.wrap(
            Base64.getUrlDecoder().decode(taggedId.substring(taggedId.indexOf('_') + 1)));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  <T> T first(String statement, Function<SqlRow, T> mapper, Object... parameters) {
    return await(database.read(() -> sql.first(statement, mapper, parameters)));
  }

  String text(String statement, Object... parameters) {
    return first(statement, row -> row.raw().getString(0), parameters);
  }

  long number(String statement, Object... parameters) {
    return first(statement, row -> row.raw().getLong(0), parameters);
  }

  long count(String statement, Object... parameters) {
    return number("SELECT count(*) FROM " + statement, parameters);
  }

  int update(String statement, Object... parameters) {
    return await(database.transaction(() -> sql.update(statement, parameters)));
  }

  /** All members' rows as one value: a refusal leaves it as it was. */
  String checksum() {
    return first(
        """
        SELECT md5(coalesce((SELECT string_agg(m::text, ',' ORDER BY id) FROM member m), '')
          || coalesce((SELECT string_agg(e::text, ',' ORDER BY id) FROM member_growth_entry e), '')
          || coalesce((SELECT string_agg(c::text, ',' ORDER BY id) FROM member_tier_change c), ''))
          AS sum""",
        row -> row.text("sum"));
  }

  <T> T inTransaction(Supplier<Uni<T>> work) {
    return await(database.transaction(work));
  }

  static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}

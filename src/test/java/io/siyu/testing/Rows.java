package io.siyu.testing;

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

/** What the database of this test holds, and ways to change it behind the application's back. */
@ApplicationScoped
public class Rows {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;

  Rows(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  public static UUID uuid(String taggedId) {
    ByteBuffer bytes =
        ByteBuffer.wrap(
            Base64.getUrlDecoder().decode(taggedId.substring(taggedId.indexOf('_') + 1)));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  public <T> T first(String statement, Function<SqlRow, T> mapper, Object... parameters) {
    return await(database.read(() -> sql.first(statement, mapper, parameters)));
  }

  public String text(String statement, Object... parameters) {
    return first(statement, row -> row.raw().getString(0), parameters);
  }

  public long number(String statement, Object... parameters) {
    return first(statement, row -> row.raw().getLong(0), parameters);
  }

  public long count(String statement, Object... parameters) {
    return number("SELECT count(*) FROM " + statement, parameters);
  }

  public int update(String statement, Object... parameters) {
    return await(database.transaction(() -> sql.update(statement, parameters)));
  }

  /**
   * All rows of these tables as one value: a refusal leaves it as it was.
   *
   * @param tables names, of tables with an {@code id}
   */
  public String checksum(String... tables) {
    StringBuilder sums = new StringBuilder();
    for (String table : tables) {
      sums.append(
          text(
              "SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY id)), '') FROM "
                  + table
                  + " t"));
    }
    return sums.toString();
  }

  public <T> T inTransaction(Supplier<Uni<T>> work) {
    return await(database.transaction(work));
  }

  /** Reads what all tests left behind, whose amount no limit of the application is meant for. */
  public <T> T unhurried(Supplier<Uni<T>> work) {
    return inTransaction(
        () -> sql.update("SET LOCAL statement_timeout = '60s'").chain(() -> work.get()));
  }

  public static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}

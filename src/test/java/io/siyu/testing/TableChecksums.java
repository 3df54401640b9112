package io.siyu.testing;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What every table holds, as one short text each, so that a test can say that nothing changed. The
 * tables are asked from PostgreSQL's catalog: a new one is watched without anybody's doing.
 */
@ApplicationScoped
public class TableChecksums {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;

  TableChecksums(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return by table: how many rows, and the sum of their hashes, whatever their order
   */
  public Map<String, String> take() {
    String statement =
        tables().stream()
            .map(
                table ->
                    "SELECT '%1$s' AS name, count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM \"%1$s\" t"
                        .formatted(table))
            .collect(Collectors.joining(" UNION ALL "));
    Map<String, String> sums = new TreeMap<>();
    database
        .read(() -> sql.list(statement, row -> sums.put(row.text("name"), row.text("sum"))))
        .await()
        .atMost(PATIENCE);
    return sums;
  }

  /** Tables whose rows are not the same in both. */
  public static Set<String> changed(Map<String, String> before, Map<String, String> after) {
    Set<String> tables = new TreeSet<>(before.keySet());
    tables.addAll(after.keySet());
    tables.removeIf(table -> after.getOrDefault(table, "").equals(before.get(table)));
    return tables;
  }

  private List<String> tables() {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT c.relname::text AS name
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1""",
                    row -> row.text("name")))
        .await()
        .atMost(PATIENCE);
  }
}

package io.siyu.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The measured database, as a superuser sees it who is not measured. */
final class BenchDatabase implements AutoCloseable {

  private final Connection connection;

  BenchDatabase(Map<String, String> settings) throws SQLException {
    Properties credentials = new Properties();
    credentials.setProperty("user", settings.get("quarkus.datasource.username"));
    credentials.setProperty("password", settings.get("quarkus.datasource.password"));
    connection =
        new org.postgresql.Driver()
            .connect(settings.get("quarkus.datasource.jdbc.url"), credentials);
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  String text(String query) throws SQLException {
    return column(query).get(0);
  }

  List<String> column(String query) throws SQLException {
    return rows(query).stream().map(row -> row.get(0)).toList();
  }

  /** Values as PostgreSQL writes them; null for NULL. */
  List<List<String>> rows(String query) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    }
  }

  /** What PostgreSQL takes the parameters of a statement for. */
  List<String> parameterTypes(String sql) {
    try {
      execute("PREPARE bench_types AS " + sql);
      try {
        return column(
            """
            SELECT t::text FROM pg_prepared_statements p,
              unnest(p.parameter_types) WITH ORDINALITY AS u (t, position)
            WHERE p.name = 'bench_types' ORDER BY position""");
      } finally {
        execute("DEALLOCATE bench_types");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Not prepared: " + sql, e);
    }
  }

  /** Where the embedded server keeps its data; its log lies beside it. */
  Path directory() throws SQLException {
    return Path.of(text("SHOW data_directory"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

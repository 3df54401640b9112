package io.siyu.platform.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {

  private final EmbeddedServers servers = EmbeddedServers.start(EmbeddedSettings.forTests());

  @Test
  void a_second_start_finds_the_same_servers() {
    assertEquals(servers, EmbeddedServers.start(new EmbeddedSettings(0, 0, true)));
  }

  @Test
  void the_database_is_set_up_alike_on_every_platform() throws SQLException {
    assertEquals("UTF8", query(servers, "SHOW server_encoding"));
    assertEquals(
        "C.UTF-8", query(servers, "SELECT datlocale FROM pg_database WHERE datname = 'template1'"));
    assertEquals("200", query(servers, "SHOW max_connections"));
    assertEquals("127.0.0.1", query(servers, "SHOW listen_addresses"));
    assertEquals("off", query(servers, "SHOW fsync"));
  }

  @Test
  void each_scenario_gets_an_empty_database() throws SQLException {
    EmbeddedServers first = servers.createDatabase("embedded_first");
    query(first, "CREATE TABLE trace (id int); SELECT 'made'");

    EmbeddedServers second = servers.createDatabase("embedded_second");

    assertEquals("embedded_second", query(second, "SELECT current_database()"));
    assertEquals(null, query(second, "SELECT to_regclass('trace')"));
    servers.dropDatabase("embedded_first");
    servers.dropDatabase("embedded_second");
    assertEquals(
        "0", query(servers, "SELECT count(*) FROM pg_database WHERE datname LIKE 'embedded_%'"));
  }

  @Test
  void a_name_that_would_need_quoting_is_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> servers.createDatabase("a; DROP DATABASE postgres"));
  }

  private static String query(EmbeddedServers servers, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(servers.jdbcUrl(), servers.username(), servers.password());
        Statement statement = connection.createStatement()) {
      boolean isResult = statement.execute(sql);
      while (!isResult) {
        isResult = statement.getMoreResults();
      }
      try (ResultSet result = statement.getResultSet()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}

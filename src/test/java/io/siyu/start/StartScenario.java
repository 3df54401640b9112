package io.siyu.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.platform.embedded.EmbeddedSettings;
import io.siyu.testing.cluster.SigningKeys;
import io.siyu.testing.cluster.StartAttempt;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is shipped, in the production profile, on a database that is empty. */
abstract class StartScenario {

  static final String SECRET = "hunter2hunter2hunter2";
  static final String BEGINNING = "Siyu cannot start: ";

  static EmbeddedServers shared;
  static EmbeddedServers servers;
  private static String database;

  @TempDir Path directory;

  @BeforeAll
  static void createDatabase() {
    shared = EmbeddedServers.start(EmbeddedSettings.forTests());
    database = "refused_start_" + ProcessHandle.current().pid();
    servers = shared.createDatabase(database);
  }

  @AfterAll
  static void dropDatabase() {
    shared.dropDatabase(database);
  }

  /** Nothing but these lines, in this order, and nothing done. */
  static void assertRefused(StartAttempt attempt, String... problems) throws SQLException {
    assertThat(attempt.lines())
        .containsExactlyElementsOf(List.of(problems).stream().map(BEGINNING::concat).toList());
    assertEnded(attempt, problems);
    assertThat(tables()).as("tables").isZero();
  }

  /** Exactly these lines beside the log, whose lines are JSON, and no stack trace anywhere. */
  static void assertEnded(StartAttempt attempt, String... problems) {
    assertThat(attempt.exitCode()).isEqualTo(1);
    assertThat(attempt.lines())
        .noneMatch(line -> line.contains(SECRET))
        .noneMatch(line -> line.contains("\tat ") || line.contains("stackTrace"))
        .filteredOn(line -> !line.startsWith("{"))
        .containsExactlyElementsOf(List.of(problems).stream().map(BEGINNING::concat).toList());
  }

  static long tables() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(servers.jdbcUrl(), servers.username(), servers.password());
        ResultSet tables =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      tables.next();
      return tables.getLong(1);
    }
  }

  static String address() {
    return servers.reactiveUrl().replaceAll(".*//", "");
  }

  /** With these, production starts. */
  Map<String, String> given() {
    Map<String, String> properties = new HashMap<>(servers.asProperties());
    properties.putAll(SigningKeys.in(directory.resolve("keys")));
    properties.put("siyu.wechat.app-id", "wx0000000000000000");
    properties.put("siyu.wechat.app-secret", "not-a-real-secret");
    properties.put("siyu.member.departure-key", "a-departure-key-of-this-test-alone");
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", "0");
    properties.put("quarkus.management.port", "0");
    return properties;
  }
}

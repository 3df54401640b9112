package io.siyu.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The owner migrates; replicas have a role that could change nothing but rows. */
@Tag("native")
class DatabaseRolesIT {

  private static final String MODE = "siyu.migration.mode";
  private static final Duration SOON = Duration.ofSeconds(90);

  /** With the statements of docs/deployment.md, under names of this test's own. */
  @Test
  void a_replica_needs_no_right_but_to_read_and_write_rows() throws Exception {
    String name = "rights_" + ProcessHandle.current().pid();
    try (Cluster cluster = Cluster.of("rights", 0, Map.of(MODE, "ONLY"));
        Connection server = cluster.connection()) {
      String url = server.getMetaData().getURL().replaceFirst("/[^/?]+(\\?.*)?$", "/" + name);
      try {
        List<String> parts = documentedStatements(name);
        execute(server, parts.get(0));
        try (Connection database = DriverManager.getConnection(url, "siyu", "siyu")) {
          execute(database, parts.get(1));
        }
        Map<String, String> owner = account(url, name + "_owner");
        Map<String, String> replica = account(url, name);

        assertThat(cluster.startAnother(replica).awaitEnd()).as("migrates as replica").isOne();
        assertThat(cluster.startAnother(owner).awaitEnd()).as("migrates as owner").isZero();

        replica.put(MODE, "NONE");
        SiyuInstance instance = cluster.startAnother(replica);
        instance.awaitReady();
        instance
            .client()
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin");
        await("jobs run").atMost(SOON).until(() -> jobsDone(url) > 3);
        assertThat(instance.log()).noneMatch(line -> line.contains("permission denied"));
        instance.terminate();
      } finally {
        execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        execute(server, "DROP ROLE IF EXISTS " + name + "; DROP ROLE IF EXISTS " + name + "_owner");
      }
    }
  }

  /** What is done on the server, and what in the new database. */
  private static List<String> documentedStatements(String name) throws IOException {
    String document = Files.readString(Path.of("docs", "deployment.md"));
    Matcher block = Pattern.compile("(?s)psql <<'SQL'\n(.*?)\nSQL\n").matcher(document);
    assertThat(block.find()).isTrue();
    return Arrays.stream(block.group(1).split("\\\\connect siyu"))
        .map(part -> part.replaceAll("\\bsiyu(_owner)?\\b", name + "$1"))
        .toList();
  }

  private static Map<String, String> account(String url, String user) {
    return new HashMap<>(
        Map.of(
            "quarkus.datasource.jdbc.url", url,
            "quarkus.datasource.reactive.url", url.substring("jdbc:".length()),
            "quarkus.datasource.username", user));
  }

  private static long jobsDone(String url) throws SQLException {
    try (Connection database = DriverManager.getConnection(url, "siyu", "siyu");
        Statement statement = database.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT count(DISTINCT job) FROM job_run WHERE state = 'DONE'")) {
      count.next();
      return count.getLong(1);
    }
  }

  /** One by one: a database is not created inside of a transaction. */
  private static void execute(Connection connection, String statements) throws SQLException {
    for (String statement : statements.split(";")) {
      if (!statement.isBlank()) {
        try (Statement sql = connection.createStatement()) {
          sql.execute(statement);
        }
      }
    }
  }
}

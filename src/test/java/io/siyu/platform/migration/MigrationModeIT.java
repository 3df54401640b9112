package io.siyu.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes that migrate only, and processes that never do. */
@Tag("native")
class MigrationModeIT {

  private static final String MODE = "siyu.migration.mode";
  private static final Duration SOON = Duration.ofSeconds(90);

  @Test
  void a_process_that_only_migrates_needs_no_redis_and_ends() {
    try (Cluster cluster = Cluster.of("migrate-only", 0, Map.of(MODE, "ONLY"))) {
      Map<String, String> nothingElse = Map.of("quarkus.redis.hosts", "redis://127.0.0.1:1");

      SiyuInstance first = cluster.startAnother(nothingElse);
      assertThat(first.awaitEnd()).isZero();
      long migrations = applied(cluster);
      assertThat(migrations).isPositive();
      assertThat(first.log())
          .filteredOn(line -> line.contains("migrated"))
          .last()
          .asString()
          .contains(migrations + " migrations applied now, " + migrations + " in all");

      SiyuInstance again = cluster.startAnother(nothingElse);
      assertThat(again.awaitEnd()).isZero();
      assertThat(again.log()).anyMatch(line -> line.contains("0 migrations applied now"));
      for (SiyuInstance instance : cluster.instances()) {
        assertThat(instance.log()).noneMatch(line -> line.contains("Listening on"));
      }
      assertThat(cluster.number("SELECT count(*) FROM job_run")).isZero();
    }
  }

  @Test
  void a_migration_that_fails_ends_with_one_line_that_says_why() {
    try (Cluster cluster = Cluster.of("migrate-fails", 0, Map.of(MODE, "ONLY"))) {
      assertThat(cluster.startAnother(Map.of()).awaitEnd()).isZero();
      String forgotten = forgetAllButTheFirst(cluster);
      long before = applied(cluster);

      SiyuInstance migration = cluster.startAnother(Map.of());

      assertThat(migration.awaitEnd()).isEqualTo(1);
      assertThat(migration.log())
          .filteredOn(line -> line.contains("could not be migrated"))
          .last()
          .asString()
          .contains("V" + forgotten + "__", "already exists");
      assertThat(migration.log()).noneMatch(line -> line.stripLeading().startsWith("at "));
      assertThat(applied(cluster)).as("migrations in the history").isEqualTo(before);
    }
  }

  @Test
  void a_migration_that_is_not_let_in_names_the_setting() {
    try (Cluster cluster = Cluster.of("migrate-refused", 0, Map.of(MODE, "ONLY"))) {
      SiyuInstance migration =
          cluster.startAnother(
              Map.of(
                  "quarkus.datasource.username", "nobody",
                  "quarkus.datasource.password", "hunter2"));

      assertThat(migration.awaitEnd()).isEqualTo(1);
      assertThat(migration.log())
          .filteredOn(line -> line.contains("could not be migrated"))
          .last()
          .asString()
          .contains("refused the login of user nobody", "QUARKUS_DATASOURCE_PASSWORD")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void an_instance_that_does_not_migrate_waits_for_who_does() {
    try (Cluster cluster = Cluster.of("migrated-elsewhere", 0, Map.of(MODE, "NONE"))) {
      SiyuInstance replica = cluster.startAnother(Map.of());
      await("it says what it lacks")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(stateOfSchema(replica)).contains("V001 first"));
      assertThat(replica.isReady()).isFalse();
      assertThat(replica.health("live").getString("status")).isEqualTo("UP");
      assertThat(replica.health("started").getString("status")).isEqualTo("UP");

      SiyuInstance migration = cluster.startAnother(Map.of(MODE, "ONLY"));
      assertThat(migration.awaitEnd()).isZero();
      replica.awaitReady();

      await("it takes jobs")
          .atMost(SOON)
          .until(() -> cluster.number("SELECT count(*) FROM job_run WHERE state = 'DONE'") > 0);
      GraphQLClient client = replica.client();
      client
          .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
          .expectSuccess("operatorLogin");
      assertThat(replica.log())
          .as("statements before there were tables")
          .noneMatch(line -> line.contains("42P01") && !line.contains("fault_probe"));
    }
  }

  @Test
  void a_version_goes_on_with_the_schema_of_a_newer_one() {
    try (Cluster cluster = Cluster.of("newer-schema", 1, Map.of())) {
      cluster.execute(
          """
          INSERT INTO flyway_schema_history
            (installed_rank, version, description, type, script, checksum, installed_by,
             execution_time, success)
          SELECT max(installed_rank) + 1, '999', 'of the next version', 'SQL',
                 'V999__of_the_next_version.sql', 1, 'siyu', 1, true
          FROM flyway_schema_history""");

      SiyuInstance replica = cluster.startAnother(Map.of(MODE, "NONE"));
      SiyuInstance migrating = cluster.startAnother(Map.of(MODE, "AT_START"));

      replica.awaitReady();
      migrating.awaitReady();
      assertThat(cluster.instance(0).isReady()).isTrue();
    }
  }

  @Test
  void a_database_that_lacks_one_migration_of_this_version_is_not_enough() {
    try (Cluster cluster = Cluster.of("older-schema", 1, Map.of())) {
      String forgotten = forgetLast(cluster);

      SiyuInstance replica = cluster.startAnother(Map.of(MODE, "NONE"));

      await("it says what it lacks")
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(stateOfSchema(replica)).contains("1 migrations", "V" + forgotten));
      assertThat(replica.isReady()).isFalse();
    }
  }

  @Test
  void an_instance_that_does_not_migrate_may_start_before_postgresql() {
    try (Cluster cluster = Cluster.of("before-postgresql", 0, Map.of(MODE, "NONE"))) {
      String nobody = "127.0.0.1:1/none";
      SiyuInstance replica =
          cluster.startAnother(
              Map.of(
                  "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + nobody,
                  "quarkus.datasource.reactive.url", "postgresql://" + nobody));

      await("it says what it lacks")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(stateOfSchema(replica)).contains("cannot be asked"));
      assertThat(replica.health("live").getString("status")).isEqualTo("UP");
    }
  }

  /** As if the last migration of this version had not been run. */
  /**
   * The last one alone may be one that can be applied twice.
   *
   * @return the one that will be tried again first
   */
  private static String forgetAllButTheFirst(Cluster cluster) {
    List<Map<String, Object>> forgotten =
        cluster.rows(
            "DELETE FROM flyway_schema_history WHERE installed_rank >"
                + " (SELECT min(installed_rank) FROM flyway_schema_history) RETURNING version");
    return forgotten.stream().map(row -> (String) row.get("version")).min(String::compareTo).get();
  }

  private static String forgetLast(Cluster cluster) {
    return (String)
        cluster
            .rows(
                "DELETE FROM flyway_schema_history WHERE installed_rank ="
                    + " (SELECT max(installed_rank) FROM flyway_schema_history) RETURNING version")
            .get(0)
            .get("version");
  }

  /** Empty while the instance has no port yet. */
  private static String stateOfSchema(SiyuInstance instance) {
    try {
      return instance.health("ready").getJsonArray("checks").stream()
          .map(JsonObject.class::cast)
          .filter(check -> check.getString("name").equals("schema"))
          .map(check -> check.getJsonObject("data", new JsonObject()).getString("state", ""))
          .findFirst()
          .orElse("");
    } catch (UncheckedIOException notYet) {
      return "";
    }
  }

  private static long applied(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM flyway_schema_history WHERE success");
  }
}

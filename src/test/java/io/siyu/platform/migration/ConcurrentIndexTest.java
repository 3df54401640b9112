package io.siyu.platform.migration;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An index on a big table is made by a migration, while members go on writing to that table. */
@QuarkusTest
class ConcurrentIndexTest {

  private static final String HISTORY = "concurrent_index_history";

  /** As docs/deployment.md tells: what an interrupted try left behind goes first. */
  private static final String INDEX =
      """
      DROP INDEX CONCURRENTLY IF EXISTS concurrent_index_number;
      CREATE UNIQUE INDEX CONCURRENTLY concurrent_index_number ON concurrent_index (number);
      """;

  @Inject Flyway flyway;

  private Migrations migrations;

  @BeforeEach
  void createTable() throws Exception {
    execute("CREATE TABLE concurrent_index (number integer NOT NULL)");
    migrations =
        new Migrations(
            Flyway.configure()
                .configuration(flyway.getConfiguration())
                .resourceProvider(new OnlyScript("V1__index_number.sql", INDEX))
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load());
  }

  @AfterEach
  void dropTable() throws Exception {
    execute("DROP TABLE concurrent_index");
    execute("DROP TABLE IF EXISTS " + HISTORY);
  }

  @Test
  void does_not_wait_for_the_lock_of_the_migration_itself() throws Exception {
    assertTimeoutPreemptively(ofSeconds(60), () -> migrations.apply());

    assertThat(isValid()).isTrue();
    assertThat(migrations.missing()).isEmpty();
  }

  @Test
  void is_tried_again_after_a_failure() throws Exception {
    execute("INSERT INTO concurrent_index VALUES (1), (1)");
    assertThatThrownBy(() -> migrations.apply()).isInstanceOf(FlywayException.class);
    assertThat(isValid()).as("what PostgreSQL leaves behind").isFalse();
    assertThat(migrations.missing()).containsExactly("V1");

    execute("TRUNCATE concurrent_index");
    migrations.apply();

    assertThat(isValid()).isTrue();
    assertThat(migrations.missing()).isEmpty();
  }

  private boolean isValid() throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet index =
            statement.executeQuery(
                """
                SELECT indisvalid FROM pg_index
                WHERE indexrelid = 'concurrent_index_number'::regclass""")) {
      return index.next() && index.getBoolean(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connection() throws SQLException {
    return flyway.getConfiguration().getDataSource().getConnection();
  }
}

package io.siyu.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A start on a migrated database does nothing, unless a file is not the one that was applied. */
@QuarkusTest
class AppliedMigrationsTest {

  /** Of its own, so that nothing but the migration is on record. */
  private static final String SCHEMA = "applied_migrations_test";

  @Inject Flyway flyway;

  @BeforeEach
  void apply() throws Exception {
    execute("CREATE SCHEMA " + SCHEMA);
    migrations("V1__create_sample.sql", "CREATE TABLE applied_migrations (n integer)").apply();
  }

  @AfterEach
  void dropSchema() throws Exception {
    execute("DROP SCHEMA " + SCHEMA + " CASCADE");
  }

  @Test
  void what_is_applied_is_not_applied_again() {
    assertThat(
            migrations("V1__create_sample.sql", "CREATE TABLE applied_migrations (n integer)")
                .apply())
        .startsWith("The database is migrated: 0 migrations applied now");
  }

  @Test
  void a_file_that_has_changed_since_is_refused() {
    assertThatThrownBy(
            () ->
                migrations("V1__create_sample.sql", "CREATE TABLE applied_migrations (n bigint)")
                    .apply())
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void a_file_that_has_another_name_is_refused() {
    assertThatThrownBy(
            () ->
                migrations("V1__create_other.sql", "CREATE TABLE applied_migrations (n integer)")
                    .apply())
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("description");
  }

  private Migrations migrations(String name, String sql) {
    return new Migrations(
        Flyway.configure()
            .configuration(flyway.getConfiguration())
            .resourceProvider(new OnlyScript(name, sql))
            .schemas(SCHEMA)
            .load());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

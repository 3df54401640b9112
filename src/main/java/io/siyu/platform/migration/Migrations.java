package io.siyu.platform.migration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;

/** The migrations of this version and what the database has of them; blocks, through JDBC. */
@ApplicationScoped
class Migrations {

  private final Flyway flyway;

  Migrations(Flyway flyway) {
    this.flyway = flyway;
  }

  /**
   * Applies what is missing; processes that do it at once take turns.
   *
   * @return one line about what was done
   */
  String apply() {
    forgetFailures();
    MigrateResult result = flyway.migrate();
    return "The database is migrated: "
        + result.migrationsExecuted
        + " migrations applied now, "
        + applied()
        + " in all.";
  }

  /**
   * A migration that cannot run inside of a transaction, such as {@code CREATE INDEX CONCURRENTLY},
   * leaves a note of its failure, and Flyway would refuse to try it again.
   */
  private void forgetFailures() {
    boolean failed =
        Arrays.stream(flyway.info().all()).anyMatch(migration -> migration.getState().isFailed());
    if (!failed) {
      return;
    }
    String table = flyway.getConfiguration().getTable();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM \"" + table + "\" WHERE NOT success");
    } catch (SQLException e) {
      throw new FlywayException("A failed migration could not be made ready for another try.", e);
    }
  }

  /** To the database that is migrated, as whoever migrates it. */
  Connection connection() throws SQLException {
    return flyway.getConfiguration().getDataSource().getConnection();
  }

  private long applied() {
    return flyway.info().applied().length;
  }

  /** Versions that this version of the application needs and the database does not have yet. */
  List<String> missing() {
    return Arrays.stream(flyway.info().all())
        .filter(migration -> migration.getState().isResolved())
        .filter(migration -> !migration.getState().isApplied() || migration.getState().isFailed())
        .map(Migrations::version)
        .toList();
  }

  private static String version(MigrationInfo migration) {
    return "V" + migration.getVersion();
  }
}

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
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.internal.info.MigrationInfoImpl;

/** The migrations of this version and what the database has of them; blocks, through JDBC. */
@ApplicationScoped
class Migrations {

  private final Flyway flyway;

  Migrations(Flyway flyway) {
    this.flyway = flyway;
  }

  /**
   * Applies what is missing; processes that do it at once take turns. Flyway reads every file anew
   * for each question, which is most of what a start costs, so where nothing is to be done it is
   * asked once.
   *
   * @return one line about what was done
   */
  String apply() {
    MigrationInfo[] all = flyway.info().all();
    if (Arrays.stream(all).allMatch(Migrations::isAsItWasApplied)) {
      return done(0, all.length);
    }
    if (Arrays.stream(all).anyMatch(migration -> migration.getState().isFailed())) {
      forgetFailures();
    }
    int now = flyway.migrate().migrationsExecuted;
    return done(now, flyway.info().applied().length);
  }

  private static String done(int now, int inAll) {
    return "The database is migrated: " + now + " migrations applied now, " + inAll + " in all.";
  }

  /** What Flyway's own validation compares; whatever is not plainly so, is for it to judge. */
  private static boolean isAsItWasApplied(MigrationInfo migration) {
    return migration.getState() == MigrationState.SUCCESS
        && migration instanceof MigrationInfoImpl known
        && known.isChecksumMatching()
        && known.getResolvedMigration().getType().equals(known.getAppliedMigration().getType())
        && known
            .getResolvedMigration()
            .getDescription()
            .equals(known.getAppliedMigration().getDescription());
  }

  /**
   * A migration that cannot run inside of a transaction, such as {@code CREATE INDEX CONCURRENTLY},
   * leaves a note of its failure, and Flyway would refuse to try it again.
   */
  private void forgetFailures() {
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

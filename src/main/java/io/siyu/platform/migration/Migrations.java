package io.siyu.platform.migration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
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
    MigrateResult result = flyway.migrate();
    return "The database is migrated: "
        + result.migrationsExecuted
        + " migrations applied now, "
        + applied()
        + " in all.";
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

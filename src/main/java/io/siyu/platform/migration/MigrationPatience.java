package io.siyu.platform.migration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.siyu.platform.migration.MigrationConfig.Mode;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrations take as long as they take, also where the role or the database limits whoever says
 * nothing else: an index that is cut off at each try is never made. Who only looks whether they are
 * there says nothing: behind a PgBouncer the connection is that of a request next, and keeps what
 * it was told.
 */
@Singleton
class MigrationPatience implements FlywayConfigurationCustomizer {

  private final MigrationConfig config;

  MigrationPatience(MigrationConfig config) {
    this.config = config;
  }

  @Override
  public void customize(FluentConfiguration configuration) {
    if (config.mode() != Mode.NONE) {
      configuration.initSql(
          "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;");
    }
  }
}

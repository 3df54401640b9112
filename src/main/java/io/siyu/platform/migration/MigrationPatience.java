package io.siyu.platform.migration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrations take as long as they take, also where the role or the database limits whoever says
 * nothing else: an index that is cut off at each try is never made.
 */
@Singleton
class MigrationPatience implements FlywayConfigurationCustomizer {

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration.initSql(
        "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;");
  }
}

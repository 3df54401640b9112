package io.siyu.platform.migration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Lets whoever migrates hold its lock for the session instead of for a transaction: {@code CREATE
 * INDEX CONCURRENTLY} waits for every transaction that is open, and would wait for that one for
 * ever. PostgreSQL gives the lock back when the connection ends, however it ends.
 */
@Singleton
class MigrationLock implements FlywayConfigurationCustomizer {

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration
        .getPluginRegister()
        .getExact(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
  }
}

package io.siyu.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that cuts off whoever says nothing else, as docs/deployment.md tells for PgBouncer.
 */
@QuarkusTest
class MigrationPatienceTest {

  private static final String HISTORY = "migration_patience_history";
  private static final String LONG = "SELECT pg_sleep(0.5)";

  @Inject Flyway flyway;

  @AfterEach
  void forget() throws Exception {
    execute(flyway.getConfiguration().getDataSource(), "DROP TABLE IF EXISTS " + HISTORY);
  }

  @Test
  void a_migration_ends_that_takes_longer_than_the_database_gives_to_others() {
    DataSource impatient = impatient();
    assertThatThrownBy(() -> execute(impatient, LONG)).hasMessageContaining("timeout");

    String done =
        new Migrations(
                Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .dataSource(impatient)
                    .resourceProvider(new OnlyScript("V1__take_long.sql", LONG))
                    .table(HISTORY)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load())
            .apply();

    assertThat(done).contains("1 migrations applied now");
  }

  @Test
  void who_only_looks_at_the_migrations_leaves_the_limits_of_the_connection_as_they_are() {
    FluentConfiguration looking = Flyway.configure();

    new MigrationPatience(() -> MigrationConfig.Mode.NONE).customize(looking);

    assertThat(looking.getInitSql()).isNull();
  }

  private static DataSource impatient() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(setting("quarkus.datasource.jdbc.url"));
    source.setUser(setting("quarkus.datasource.username"));
    source.setPassword(setting("quarkus.datasource.password"));
    source.setOptions("-c statement_timeout=250");
    return source;
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

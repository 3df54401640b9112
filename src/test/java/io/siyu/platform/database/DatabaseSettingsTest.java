package io.siyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.migration.MigrationSettings;
import io.siyu.platform.settings.SettingsCheck;
import io.siyu.testing.GivenSettings;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Where PostgreSQL is has to be said, and twice the same. */
class DatabaseSettingsTest {

  private static final String REQUESTS = "quarkus.datasource.reactive.url";
  private static final String MIGRATIONS = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";

  private final DatabaseSettings check = new DatabaseSettings();

  @ParameterizedTest
  @CsvSource({
    "postgresql://db:5432/siyu, jdbc:postgresql://db:5432/siyu",
    "postgresql://db/siyu, jdbc:postgresql://db:5432/siyu?ssl=true",
    "vertx-reactive:postgresql://db:6000/siyu?sslmode=require, jdbc:postgresql://db:6000/siyu",
    "postgres://127.0.0.1:5432/siyu, jdbc:postgresql://127.0.0.1/siyu",
    "postgresql://[::1]:5432/siyu, jdbc:postgresql://[::1]:5432/siyu",
    "postgresql://siyu:p%40ss@db/siyu, jdbc:otel:postgresql://db/siyu",
    "'postgresql://a/siyu,postgresql://b:5433/siyu', 'jdbc:postgresql://b:5433,a/siyu'",
  })
  void two_addresses_of_one_database_are_accepted(String requests, String migrations) {
    assertThat(given(requests, migrations).problems(check)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://db/siyu, jdbc:postgresql://db/other",
    "postgresql://db/siyu, jdbc:postgresql://standby/siyu",
    "postgresql://db:5432/siyu, jdbc:postgresql://db:5433/siyu",
    "postgresql://siyu:hunter2@db/siyu, jdbc:postgresql://db/other?password=hunter2",
  })
  void two_databases_are_refused(String requests, String migrations) {
    assertThat(given(requests, migrations).problems(check))
        .singleElement()
        .asString()
        .startsWith(MIGRATIONS + " (QUARKUS_DATASOURCE_JDBC_URL) is ")
        .contains("but " + REQUESTS + " (QUARKUS_DATASOURCE_REACTIVE_URL) is db:5432/siyu;")
        .endsWith("both must name the same database")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://who:hunter2@db/siyu",
    "postgresql//who:hunter2@db/siyu",
    "postgresql://who:hunter2@db",
    "postgresql://who:hunter2@db:port/siyu",
    "postgresql://who:hunter2@db:70000/siyu",
    "jdbc:postgresql://db/siyu?password=hunter2",
    "hunter2",
  })
  void what_is_no_address_is_not_repeated(String requests) {
    assertThat(given(requests, "jdbc:postgresql://db/siyu").problems(check))
        .containsExactly(
            REQUESTS
                + " (QUARKUS_DATASOURCE_REACTIVE_URL) is no address of PostgreSQL;"
                + " write postgresql://host:5432/database");
    assertThat(given("postgresql://db/siyu", requests.replace("jdbc:", "jdbc")).problems(check))
        .containsExactly(
            MIGRATIONS
                + " (QUARKUS_DATASOURCE_JDBC_URL) is no address of PostgreSQL;"
                + " write jdbc:postgresql://host:5432/database");
  }

  @Test
  void what_is_missing_is_named() {
    assertThat(GivenSettings.inProduction().problems(check))
        .hasSize(4)
        .allMatch(line -> line.contains(" is missing; set it to "))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly(REQUESTS, MIGRATIONS, USER, PASSWORD);
  }

  @Test
  void a_password_may_stand_in_the_address_or_elsewhere() {
    GivenSettings without =
        GivenSettings.inProduction()
            .with(MIGRATIONS, "jdbc:postgresql://db/siyu")
            .with(USER, "siyu");

    assertThat(without.with(REQUESTS, "postgresql://db/siyu").problems(check)).hasSize(1);
    assertThat(without.with(REQUESTS, "postgresql://siyu:hunter2@db/siyu").problems(check))
        .isEmpty();
    assertThat(
            without
                .with(REQUESTS, "postgresql://db/siyu")
                .with("quarkus.datasource.credentials-provider", "vault")
                .problems(check))
        .isEmpty();
  }

  @Test
  void a_process_that_only_migrates_needs_one_address() {
    GivenSettings given =
        GivenSettings.inProduction()
            .with("siyu.migration.mode", "only")
            .with(MIGRATIONS, "jdbc:postgresql://db/siyu")
            .with(USER, "owner")
            .with(PASSWORD, "hunter2");

    List<SettingsCheck> checks = List.of(new MigrationSettings(), check);

    assertThat(given.problems(checks)).isEmpty();
    assertThat(given.with(REQUESTS, "postgresql://standby/siyu").problems(checks)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, 'refused the login of user siyu; look at quarkus.datasource.username'",
    "28000, 'refused the login of user siyu; look at quarkus.datasource.username'",
    "3D000, has no such database; create it",
    "42501, 'forbids user siyu to do what this start needs, such as to change the schema; grant it'",
    "53300, has no connection left",
    "08001, cannot be reached; start it",
    "57P03, cannot be reached; start it",
  })
  void what_postgresql_says_becomes_one_line(String state, String expected) {
    Optional<String> line =
        DatabaseFailure.line(
            failure(state, null), given("x", "jdbc:postgresql://db/siyu").config());

    assertThat(line)
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("PostgreSQL at db:5432/siyu " + expected)
                    .doesNotContain("hunter2", "\n"));
  }

  @Test
  void an_unknown_host_is_told_and_a_bug_is_not_hidden() {
    GivenSettings given = given("x", "jdbc:postgresql://nowhere/siyu");

    assertThat(
            DatabaseFailure.line(
                failure("08001", new UnknownHostException("nowhere")), given.config()))
        .hasValueSatisfying(line -> assertThat(line).contains("has an unknown host"));
    for (String state : List.of("42601", "23505")) {
      assertThat(DatabaseFailure.line(failure(state, null), given.config())).isEmpty();
    }
  }

  @Test
  void a_database_of_another_version_is_told() {
    FlywayValidateException failure =
        new FlywayValidateException(
            new ErrorDetails(CoreErrorCode.CHECKSUM_MISMATCH, "many lines"), "many\nlines");

    assertThat(DatabaseFailure.line(failure, given("x", "jdbc:postgresql://db/siyu").config()))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("The database at db:5432/siyu was migrated by another version")
                    .contains("quarkus.datasource.jdbc.url (QUARKUS_DATASOURCE_JDBC_URL)")
                    .doesNotContain("\n"));
  }

  private static PSQLException failure(String state, Throwable cause) {
    return new PSQLException("password=hunter2\nDetail", PSQLState.UNKNOWN_STATE, cause) {
      @Override
      public String getSQLState() {
        return state;
      }
    };
  }

  private static GivenSettings given(String requests, String migrations) {
    return GivenSettings.inProduction()
        .with(REQUESTS, requests)
        .with(MIGRATIONS, migrations)
        .with(USER, "siyu")
        .with(PASSWORD, "hunter2");
  }
}

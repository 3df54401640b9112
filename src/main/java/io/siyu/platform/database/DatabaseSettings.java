package io.siyu.platform.database;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where PostgreSQL is. Requests and migrations name it in two settings, which must mean the same
 * database: migrated here and read there, the service would start and answer nothing.
 */
public final class DatabaseSettings implements SettingsCheck {

  private static final String REQUESTS = "quarkus.datasource.reactive.url";
  private static final String MIGRATIONS = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";
  private static final String VAULT = "quarkus.datasource.credentials-provider";

  private static final String REQUESTS_FORM = "postgresql://host:5432/database";
  private static final String MIGRATIONS_FORM = "jdbc:postgresql://host:5432/database";
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("//[^/?@:]+:[^/?]+@|[?&]password=");
  private static final Pattern USER_IN_URL = Pattern.compile("//[^/?]+@|[?&]user=");

  @Override
  public boolean concernsMigration() {
    return true;
  }

  @Override
  public void check(Settings settings) {
    Optional<String> requests =
        settings
            .text(REQUESTS + "[0]")
            .or(
                () ->
                    settings.isOnlyMigrating()
                        ? settings.text(REQUESTS)
                        : settings.required(REQUESTS, "set it to " + REQUESTS_FORM));
    Optional<String> migrations = settings.required(MIGRATIONS, "set it to " + MIGRATIONS_FORM);
    Optional<PostgresAddress> served = requests.flatMap(PostgresAddress::ofReactive);
    Optional<PostgresAddress> migrated = migrations.flatMap(PostgresAddress::ofJdbc);
    if (requests.isPresent() && served.isEmpty()) {
      settings.problem(REQUESTS, "is no address of PostgreSQL; write " + REQUESTS_FORM);
    }
    if (migrations.isPresent() && migrated.isEmpty()) {
      settings.problem(MIGRATIONS, "is no address of PostgreSQL; write " + MIGRATIONS_FORM);
    }
    if (served.isPresent() && migrated.isPresent() && !served.equals(migrated)) {
      settings.problem(
          MIGRATIONS,
          "is %s, but %s is %s; both must name the same database"
              .formatted(migrated.get(), Settings.named(REQUESTS), served.get()));
    }
    boolean inUrl = requests.filter(url -> USER_IN_URL.matcher(url).find()).isPresent();
    if (settings.text(USER).isEmpty() && settings.text(VAULT).isEmpty() && !inUrl) {
      settings.problem(USER, "is missing; set it to the user that Siyu has in PostgreSQL");
    }
    password(settings, requests.or(() -> migrations));
    settings.number("quarkus.datasource.reactive.max-size", 1, 1_000);
    settings.number("quarkus.datasource.jdbc.max-size", 1, 100);
    settings.duration("siyu.database.statement-timeout", "1s", "10m");
    settings.flag("siyu.database.tell-limits");
  }

  /** A server that trusts the network is none of production's. */
  private static void password(Settings settings, Optional<String> url) {
    boolean elsewhere =
        settings.text(VAULT).isPresent()
            || url.filter(given -> PASSWORD_IN_URL.matcher(given).find()).isPresent();
    if (settings.isProduction() && !elsewhere) {
      settings.required(
          PASSWORD, "set it to the password of that user, or to any text where there is none");
    } else {
      settings.text(PASSWORD);
    }
  }
}

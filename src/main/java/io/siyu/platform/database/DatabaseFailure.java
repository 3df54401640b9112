package io.siyu.platform.database;

import io.siyu.platform.settings.Settings;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Why PostgreSQL let nobody migrate it, in one line. */
public final class DatabaseFailure {

  private static final String URL = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";

  private DatabaseFailure() {}

  /**
   * @param failure one of a chain of causes
   * @return empty if it is none of PostgreSQL's, or one that needs a programmer
   */
  public static Optional<String> line(Throwable failure, Config config) {
    if (failure instanceof FlywayValidateException) {
      return Optional.of(
          "The database at "
              + address(config)
              + " was migrated by another version of Siyu, or its migrations were changed; look at"
              + " its table flyway_schema_history, and at "
              + Settings.named(URL));
    }
    return failure instanceof SQLException refused ? line(refused, config) : Optional.empty();
  }

  /** Codes: PostgreSQL's documentation, appendix "PostgreSQL Error Codes". */
  private static Optional<String> line(SQLException refused, Config config) {
    String state = refused.getSQLState() == null ? "" : refused.getSQLState();
    String server = "PostgreSQL at " + address(config);
    return switch (state) {
      case "28P01", "28000" ->
          Optional.of(
              "%s refused the login of user %s; look at %s and %s"
                  .formatted(server, user(config), Settings.named(USER), Settings.named(PASSWORD)));
      case "3D000" ->
          Optional.of(
              "%s has no such database; create it, or look at %s"
                  .formatted(server, Settings.named(URL)));
      case "42501" ->
          Optional.of(
              "%s forbids user %s to do what this start needs, such as to change the schema; grant it, or look at %s"
                  .formatted(server, user(config), Settings.named(USER)));
      case "53300" -> Optional.of(server + " has no connection left; raise its max_connections");
      case "08001", "08004", "08006", "57P03" ->
          Optional.of(
              "%s %s; start it, or look at %s"
                  .formatted(
                      server,
                      isCausedBy(refused, UnknownHostException.class)
                          ? "has an unknown host"
                          : "cannot be reached",
                      Settings.named(URL)));
      default -> Optional.empty();
    };
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String address(Config config) {
    return config
        .getOptionalValue(URL, String.class)
        .flatMap(PostgresAddress::ofJdbc)
        .map(PostgresAddress::toString)
        .orElse("an unknown address");
  }

  private static String user(Config config) {
    return config.getOptionalValue(USER, String.class).orElse("(none)");
  }
}

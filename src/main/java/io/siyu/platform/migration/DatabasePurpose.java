package io.siyu.platform.migration;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.siyu.platform.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Keeps play and real life apart. A demo lets anybody log in as anybody and pay with play money: on
 * production's database, by one wrong variable, it would give all of that away. So a database
 * belongs to whoever works with it first, and the other kind of profile does not start on it.
 */
@ApplicationScoped
class DatabasePurpose {

  private static final String PROFILE = "quarkus.profile";
  private static final String PRODUCTION = "PRODUCTION";
  private static final String TRIAL = "TRIAL";
  private static final String SETTLE =
      "INSERT INTO database_purpose (purpose) VALUES (?) ON CONFLICT DO NOTHING";
  private static final String READ = "SELECT purpose FROM database_purpose";

  /** After the migrations and before anybody writes rows. */
  private static final int START = Interceptor.Priority.PLATFORM_BEFORE - 3;

  private final Schema schema;
  private final Migrations migrations;

  DatabasePurpose(Schema schema, Migrations migrations) {
    this.schema = schema;
    this.migrations = migrations;
  }

  void settle(@Observes @Priority(START) StartupEvent start) {
    String mine = ConfigUtils.isProfileActive("prod") ? PRODUCTION : TRIAL;
    schema.whenReady(() -> settle(mine));
  }

  private void settle(String mine) {
    if (!settled(mine).equals(mine)) {
      throw new ConfigurationException(
          mine.equals(TRIAL)
              ? Settings.named(PROFILE)
                  + " is none of production, but production works with this database; write prod,"
                  + " or give the try a database of its own"
              : Settings.named(PROFILE)
                  + " is of production, but this database was made for a try, with logins and money"
                  + " that are not real; give production a database of its own");
    }
  }

  /** Of instances that start at once, one writes and all read the same. */
  private String settled(String mine) {
    try (Connection connection = migrations.connection();
        PreparedStatement settle = connection.prepareStatement(SETTLE);
        PreparedStatement read = connection.prepareStatement(READ)) {
      settle.setString(1, mine);
      settle.executeUpdate();
      try (ResultSet purpose = read.executeQuery()) {
        purpose.next();
        return purpose.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("What the database is for could not be read.", e);
    }
  }
}

package io.siyu.platform.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where a real PostgreSQL and a real Redis listen that this JVM has started for itself.
 *
 * <p>Development mode and {@code @QuarkusTest} get them through {@link
 * EmbeddedServersConfigSourceFactory} and need not know this type. It is for test code that starts
 * packaged applications: {@code EmbeddedServers.start(EmbeddedSettings.forTests())
 * .createDatabase("scenario_7").asProperties()} is the configuration of one scenario.
 *
 * @param jdbcUrl for {@code quarkus.datasource.jdbc.url}
 * @param reactiveUrl for {@code quarkus.datasource.reactive.url}
 * @param username a superuser of the database
 * @param password accepted, but not checked: the server listens on the loopback interface only
 * @param redisHosts for {@code quarkus.redis.hosts}; append {@code /1} to {@code /15} for another
 *     keyspace
 */
public record EmbeddedServers(
    String jdbcUrl, String reactiveUrl, String username, String password, String redisHosts) {

  static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
  static final String USERNAME = "quarkus.datasource.username";
  static final String PASSWORD = "quarkus.datasource.password";
  static final String REDIS_HOSTS = "quarkus.redis.hosts";

  static final String USER = "siyu";
  private static final String FIRST_DATABASE = "postgres";
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /**
   * Starts both servers, or finds the ones this JVM has already started, whose settings then stay.
   * They end with the JVM, however it ends.
   */
  public static EmbeddedServers start(EmbeddedSettings settings) {
    int postgres = new PostgresStarter().port(settings);
    int redis = new RedisStarter().port(settings);
    return new EmbeddedServers(
        jdbcUrl(postgres, FIRST_DATABASE),
        reactiveUrl(postgres, FIRST_DATABASE),
        USER,
        USER,
        redisHosts(redis));
  }

  /** Creates an empty database on the same server. Redis stays shared. */
  public EmbeddedServers createDatabase(String name) {
    execute("CREATE DATABASE " + checked(name));
    int port = java.net.URI.create(reactiveUrl).getPort();
    return new EmbeddedServers(
        jdbcUrl(port, name), reactiveUrl(port, name), username, password, redisHosts);
  }

  /** Drops a database together with the connections that are still open on it. */
  public void dropDatabase(String name) {
    execute("DROP DATABASE IF EXISTS " + checked(name) + " WITH (FORCE)");
  }

  /** The configuration that points an application at these servers. */
  public Map<String, String> asProperties() {
    return Map.of(
        JDBC_URL, jdbcUrl,
        REACTIVE_URL, reactiveUrl,
        USERNAME, username,
        PASSWORD, password,
        REDIS_HOSTS, redisHosts);
  }

  static Map<String, String> postgresProperties(int port) {
    return Map.of(
        JDBC_URL,
        jdbcUrl(port, FIRST_DATABASE),
        REACTIVE_URL,
        reactiveUrl(port, FIRST_DATABASE),
        USERNAME,
        USER,
        PASSWORD,
        USER);
  }

  static Map<String, String> redisProperties(int port) {
    return Map.of(REDIS_HOSTS, redisHosts(port));
  }

  private static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static String reactiveUrl(int port, String database) {
    return "postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static String redisHosts(int port) {
    return "redis://127.0.0.1:" + port;
  }

  /** A name stands in the statement itself, as no parameter can, so it must not need quoting. */
  private static String checked(String name) {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a database name: " + name);
    }
    return name;
  }

  private void execute(String sql) {
    Properties credentials = new Properties();
    credentials.setProperty("user", username);
    credentials.setProperty("password", password);
    // Not DriverManager: it hides drivers that another class loader has registered.
    try (Connection connection = new org.postgresql.Driver().connect(jdbcUrl, credentials);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql + " failed", failure);
    }
  }
}

package io.siyu.testing.cluster;

import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.platform.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Several instances of the packaged application on one database of their own and one Redis. The
 * server processes are shared by all scenarios of the JVM.
 */
public final class Cluster implements AutoCloseable {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final EmbeddedServers shared;
  private final EmbeddedServers servers;
  private final Map<String, String> configuration;
  private final List<SiyuInstance> instances = new ArrayList<>();
  private final String scenario;

  private Cluster(
      String scenario,
      EmbeddedServers shared,
      EmbeddedServers servers,
      Map<String, String> configuration) {
    this.scenario = scenario;
    this.shared = shared;
    this.servers = servers;
    this.configuration = configuration;
  }

  /** Two instances, ready to answer. */
  public static Cluster ofTwo(String scenario) {
    return of(scenario, 2, Map.of());
  }

  /**
   * @param scenario names the log files in {@code target/cluster}
   * @param overrides configuration beside the database's and Redis's
   */
  public static Cluster of(String scenario, int size, Map<String, String> overrides) {
    return of(scenario, size, servers -> overrides);
  }

  /**
   * @param overrides may depend on where the scenario's servers listen, e.g. to put a proxy in
   *     between
   */
  public static Cluster of(
      String scenario, int size, Function<EmbeddedServers, Map<String, String>> overrides) {
    EmbeddedServers shared = EmbeddedServers.start(EmbeddedSettings.forTests());
    EmbeddedServers own =
        shared.createDatabase(
            "cluster_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet());
    Map<String, String> configuration = new HashMap<>(own.asProperties());
    // Short leases, so that a killed owner is replaced within seconds.
    configuration.put("siyu.jobs.lease", "3s");
    configuration.put("siyu.outbox.lease", "3s");
    // Hundreds of clients come from one address here.
    configuration.put("siyu.graphql.address-rate-limit", "1000000");
    configuration.put("siyu.graphql.member-rate-limit", "1000000");
    Map<String, String> wanted = overrides.apply(own);
    if (!Application.of(wanted).obeysFaults()) {
      configuration.putAll(shipped());
    }
    configuration.putAll(wanted);
    Cluster cluster = new Cluster(scenario, shared, own, configuration);
    cluster.flushRedis();
    // The first one migrates; Flyway's lock would serialize them anyway.
    for (int i = 0; i < size; i++) {
      cluster.startAnother();
    }
    return cluster;
  }

  /** What the {@code fault} profile brings along and the shipped application has to be given. */
  private static Map<String, String> shipped() {
    Map<String, String> settings = new HashMap<>(SigningKeys.in(Path.of("target", "cluster")));
    settings.put("quarkus.profile", "demo");
    settings.put("siyu.demo.enabled", "false");
    settings.put("siyu.wechat.mode", "sandbox");
    settings.put("siyu.security.first-admin-name", "admin");
    settings.put("siyu.security.first-admin-password", "siyu-dev-admin");
    settings.put("siyu.security.operator-login-limit", "1000");
    settings.put("siyu.member.departure-key", "a-departure-key-of-the-tests-alone");
    return settings;
  }

  /** Starts one more instance, whose own work leads it to this point sooner or later. */
  public void startUntilCrash(String crashPoint, int passes) {
    Map<String, String> armed = new HashMap<>(configuration);
    armed.put("siyu.fault.armed-at-start", crashPoint + ":" + passes);
    SiyuInstance instance = SiyuInstance.start(scenario + "-" + (instances.size() + 1), armed);
    instances.add(instance);
    instance.awaitCrash();
  }

  /** Starts one more instance and waits until it is ready. */
  public SiyuInstance startAnother() {
    SiyuInstance instance =
        SiyuInstance.start(scenario + "-" + (instances.size() + 1), configuration);
    instances.add(instance);
    instance.awaitReady();
    return instance;
  }

  /**
   * Starts one more instance that differs from the others, and does not wait for it.
   *
   * @param changes configuration beside the scenario's, or instead of it
   */
  public SiyuInstance startAnother(Map<String, String> changes) {
    Map<String, String> changed = new HashMap<>(configuration);
    changed.putAll(changes);
    SiyuInstance instance = SiyuInstance.start(scenario + "-" + (instances.size() + 1), changed);
    instances.add(instance);
    return instance;
  }

  /** Starts more instances, none of which waits for another. */
  public void startTogether(int size) {
    List<SiyuInstance> started = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      SiyuInstance instance =
          SiyuInstance.start(scenario + "-" + (instances.size() + 1), configuration);
      instances.add(instance);
      started.add(instance);
    }
    started.forEach(SiyuInstance::awaitReady);
  }

  /** Settings that lead to the scenario's database and to Redis. */
  public Map<String, String> servers() {
    return servers.asProperties();
  }

  public SiyuInstance instance(int index) {
    return instances.get(index);
  }

  public List<SiyuInstance> instances() {
    return List.copyOf(instances);
  }

  /** Instances take turns. */
  public SiyuInstance forAttempt(int attempt) {
    return instances.get(attempt % instances.size());
  }

  public void setClock(Instant now) {
    instances.stream().filter(SiyuInstance::isAlive).forEach(instance -> instance.setClock(now));
  }

  /** Like a Redis that lost everything. */
  public void flushRedis() {
    RedisCommands.flushAll(servers.redisHosts());
  }

  public Connection connection() throws SQLException {
    return DriverManager.getConnection(servers.jdbcUrl(), servers.username(), servers.password());
  }

  /** The truth, asked past the application. */
  public long number(String sql, Object... parameters) {
    return rows(sql, parameters).get(0).values().stream()
        .map(value -> ((Number) value).longValue())
        .findFirst()
        .orElseThrow();
  }

  public List<Map<String, Object>> rows(String sql, Object... parameters) {
    try (Connection connection = connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
          Map<String, Object> row = new java.util.LinkedHashMap<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
          }
          rows.add(row);
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public int execute(String sql, Object... parameters) {
    try (Connection connection = connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value =
          parameters[i] instanceof Instant instant
              ? instant.atOffset(java.time.ZoneOffset.UTC)
              : parameters[i];
      statement.setObject(i + 1, value);
    }
  }

  /**
   * @throws AssertionError when a crash point was armed but killed no instance: then the test
   *     proved nothing; or when points, orders or money do not agree at the end
   */
  @Override
  public void close() {
    Set<String> unreached = new TreeSet<>();
    instances.forEach(instance -> unreached.addAll(instance.armed()));
    instances.stream()
        .filter(SiyuInstance::crashed)
        .forEach(instance -> unreached.removeAll(instance.armed()));
    instances.forEach(SiyuInstance::close);
    List<String> violations = new ArrayList<>(Ledger.violations(this));
    violations.addAll(Books.violations(this));
    String url = servers.jdbcUrl();
    shared.dropDatabase(url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", ""));
    if (!unreached.isEmpty()) {
      throw new AssertionError("Armed crash points were never reached: " + unreached);
    }
    if (!violations.isEmpty()) {
      throw new AssertionError("Points or money do not add up: " + violations);
    }
  }
}

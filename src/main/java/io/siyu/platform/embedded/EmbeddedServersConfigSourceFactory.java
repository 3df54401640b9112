package io.siyu.platform.embedded;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives development mode and tests a PostgreSQL and a Redis of their own, so that a checkout runs
 * without Docker and without anything installed.
 *
 * <p>It acts in the profiles {@code dev} and {@code test} only, for each server only when its
 * address is not configured, and only when the server's library is there, which it never is in a
 * package or a native executable.
 */
public final class EmbeddedServersConfigSourceFactory implements ConfigSourceFactory {

  private static final String POSTGRES_LIBRARY = "io.zonky.test.db.postgres.util.ArchUtils";
  private static final String REDIS_LIBRARY = "redis.embedded.core.ExecutableProvider";

  private static final List<String> POSTGRES_ADDRESSES =
      List.of(
          EmbeddedServers.JDBC_URL,
          EmbeddedServers.REACTIVE_URL,
          EmbeddedServers.REACTIVE_URL + "[0]");
  private static final List<String> REDIS_ADDRESSES =
      List.of(
          EmbeddedServers.REDIS_HOSTS,
          EmbeddedServers.REDIS_HOSTS + "[0]",
          "quarkus.redis.hosts-provider-name");

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    List<ConfigSource> sources = new ArrayList<>(2);
    if (wanted(context, POSTGRES_ADDRESSES, POSTGRES_LIBRARY)) {
      sources.add(
          source(
              "embedded PostgreSQL",
              Set.of(
                  EmbeddedServers.JDBC_URL,
                  EmbeddedServers.REACTIVE_URL,
                  EmbeddedServers.USERNAME,
                  EmbeddedServers.PASSWORD),
              "PostgresStarter",
              context,
              EmbeddedServers::postgresProperties));
    }
    if (wanted(context, REDIS_ADDRESSES, REDIS_LIBRARY)) {
      sources.add(
          source(
              "embedded Redis",
              Set.of(EmbeddedServers.REDIS_HOSTS),
              "RedisStarter",
              context,
              EmbeddedServers::redisProperties));
    }
    return sources;
  }

  private boolean wanted(ConfigSourceContext context, List<String> addresses, String library) {
    List<String> profiles = context.getProfiles();
    return (profiles.contains("dev") || profiles.contains("test"))
        && addresses.stream().noneMatch(address -> isSet(context, address))
        && isPresent(library);
  }

  private static EmbeddedSettings settings(ConfigSourceContext context) {
    return new EmbeddedSettings(
        port(context, EmbeddedSettings.POSTGRES_PORT),
        port(context, EmbeddedSettings.REDIS_PORT),
        !context.getProfiles().contains("test"));
  }

  private static int port(ConfigSourceContext context, String setting) {
    if (!isSet(context, setting)) {
      return 0;
    }
    String value = context.getValue(setting).getValue();
    try {
      return Integer.parseInt(value.trim());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(setting + " is not a port: " + value, notANumber);
    }
  }

  private static boolean isSet(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value != null && value.getValue() != null && !value.getValue().isBlank();
  }

  private ConfigSource source(
      String name,
      Set<String> propertyNames,
      String starter,
      ConfigSourceContext context,
      IntFunction<Map<String, String>> toProperties) {
    EmbeddedSettings settings = settings(context);
    boolean development = context.getProfiles().contains("dev");
    Supplier<Map<String, String>> values =
        () -> {
          if (development) {
            ParentProcess.endTogether();
          }
          return toProperties.apply(starter(starter).port(settings));
        };
    return new EmbeddedServersConfigSource(name, propertyNames, values);
  }

  private boolean isPresent(String library) {
    try {
      Class.forName(library, false, getClass().getClassLoader());
      return true;
    } catch (ClassNotFoundException packaged) {
      return false;
    }
  }

  /** By a name put together at run time, so that the native build does not follow it. */
  private ServerStarter starter(String simpleName) {
    String name = getClass().getPackageName() + "." + simpleName;
    try {
      Class<?> type = Class.forName(name, true, getClass().getClassLoader());
      return (ServerStarter) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("Cannot load " + name, broken);
    }
  }
}

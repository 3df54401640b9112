package io.siyu.platform.redis;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where Redis is. */
public final class RedisSettings implements SettingsCheck {

  private static final String HOSTS = "quarkus.redis.hosts";
  private static final String PROVIDER = "quarkus.redis.hosts-provider-name";
  private static final String FORM = "redis://host:6379";
  private static final Set<String> OVER_NETWORK = Set.of("redis", "rediss");
  private static final int LARGEST_PORT = 65_535;

  @Override
  public void check(Settings settings) {
    settings.text("quarkus.redis.password");
    if (settings.text(PROVIDER).isPresent()) {
      return;
    }
    Optional<String> hosts =
        settings.text(HOSTS + "[0]").or(() -> settings.required(HOSTS, "set it to " + FORM));
    if (hosts.isPresent() && !isReadable(hosts.get())) {
      settings.problem(
          HOSTS, "is no address of Redis; write " + FORM + ", or rediss://host:6379 for TLS");
    }
    settings.number("quarkus.redis.max-pool-size", 1, 1_000);
    settings.number("quarkus.redis.max-pool-waiting", 0, 1_000_000);
  }

  /** A cluster has several, separated by commas. */
  private static boolean isReadable(String hosts) {
    for (String host : hosts.split(",", -1)) {
      if (!isAddress(host.strip())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      if ("unix".equals(uri.getScheme())) {
        return uri.getPath() != null && !uri.getPath().isEmpty();
      }
      return uri.getScheme() != null
          && OVER_NETWORK.contains(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() != 0
          && uri.getPort() <= LARGEST_PORT;
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }
}

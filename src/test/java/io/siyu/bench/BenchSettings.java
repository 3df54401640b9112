package io.siyu.bench;

import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.platform.embedded.EmbeddedSettings;
import io.siyu.testing.cluster.SigningKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What every measured process is given. */
final class BenchSettings {

  private BenchSettings() {}

  /** A database of its own; commits wait for the disk, as they do in production. */
  static Map<String, String> onDatabase(String name) {
    EmbeddedServers servers = EmbeddedServers.start(new EmbeddedSettings(0, 0, true));
    Map<String, String> settings = new HashMap<>(servers.createDatabase(name).asProperties());
    settings.putAll(SigningKeys.in(Path.of("target", "bench")));
    settings.put("quarkus.profile", "demo");
    settings.put("siyu.wechat.mode", "sandbox");
    settings.put("siyu.security.first-admin-password", "a-password-of-the-bench");
    settings.put("siyu.member.departure-key", "a-departure-key-of-the-bench-alone");
    settings.put("siyu.graphql.address-rate-limit", "1000000");
    settings.put("siyu.graphql.member-rate-limit", "1000000");
    return settings;
  }
}

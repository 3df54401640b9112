package io.siyu.wechat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The configuration as the application reads it, defaults included, from a few settings. */
final class WeChatSettings {

  static final String APP_ID = "wx0123456789abcdef";

  /** Has a character that must be encoded in a query. */
  static final String APP_SECRET = "s3cr3t&of=the+app";

  private WeChatSettings() {}

  static WeChatConfig of(Map<String, String> settings) {
    Map<String, String> prefixed = new HashMap<>();
    settings.forEach((name, value) -> prefixed.put("siyu.wechat." + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(WeChatConfig.class)
        .withSources(new PropertiesConfigSource(prefixed, "test", 100))
        // The application reads durations such as 2s with a converter of Quarkus.
        .addDiscoveredConverters()
        .build()
        .getConfigMapping(WeChatConfig.class);
  }

  /** A real login against the server at this address, patient enough for a cold, busy machine. */
  static Map<String, String> real(String baseUrl) {
    Map<String, String> settings = new HashMap<>();
    settings.put("app-id", APP_ID);
    settings.put("app-secret", APP_SECRET);
    settings.put("base-url", baseUrl);
    settings.put("connect-timeout", "8s");
    settings.put("read-timeout", "8s");
    settings.put("total-timeout", "15s");
    settings.put("backoff", "5ms");
    return settings;
  }
}

package io.siyu.testing;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as somebody might give them, and what one check says about them. */
public final class GivenSettings {

  private final Map<String, String> values = new LinkedHashMap<>();
  private final String profile;

  private GivenSettings(String profile) {
    this.profile = profile;
  }

  public static GivenSettings inProduction() {
    return new GivenSettings("prod");
  }

  public static GivenSettings inDevelopment() {
    return new GivenSettings("dev");
  }

  /** Several, separated by commas. */
  public static GivenSettings inProfiles(String profiles) {
    return new GivenSettings(profiles);
  }

  public GivenSettings with(String name, String value) {
    values.put(name, value);
    return this;
  }

  public GivenSettings with(Map<String, String> more) {
    values.putAll(more);
    return this;
  }

  public SmallRyeConfig config() {
    return new SmallRyeConfigBuilder()
        .withProfile(profile)
        .withSources(new PropertiesConfigSource(values, "given", 400))
        .addDefaultInterceptors()
        // The application reads lengths of time such as 2s with a converter of Quarkus.
        .addDiscoveredConverters()
        .build();
  }

  public List<String> problems(SettingsCheck check) {
    return problems(List.of(check));
  }

  public List<String> problems(List<? extends SettingsCheck> checks) {
    return Settings.problems(config(), checks);
  }
}

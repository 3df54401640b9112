package io.siyu.platform.security;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Signs and verifies with {@link DevelopmentKeys} in the profiles dev, test and fault, unless keys
 * are configured. In any other profile it does nothing, so that production never runs on keys that
 * nobody chose.
 */
public final class DevelopmentKeysConfigSourceFactory implements ConfigSourceFactory {

  static final String SIGN_KEY_LOCATION = "smallrye.jwt.sign.key.location";
  static final String VERIFY_KEY_LOCATION = "mp.jwt.verify.publickey.location";

  /** What MicroProfile JWT, and Quarkus in development, put for "not configured". */
  static final String NONE = "NONE";

  private static final Set<String> PROFILES = Set.of("dev", "test", "fault");
  private static final List<String> CONFIGURED_KEYS =
      List.of(
          SIGN_KEY_LOCATION,
          "smallrye.jwt.sign.key",
          VERIFY_KEY_LOCATION,
          "mp.jwt.verify.publickey");

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    boolean wanted =
        context.getProfiles().stream().anyMatch(PROFILES::contains)
            && CONFIGURED_KEYS.stream().noneMatch(name -> isSet(context, name));
    return wanted ? List.of(new Source()) : List.of();
  }

  /** Defaults do not count: a package built on some machine carries that machine's locations. */
  private static boolean isSet(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value != null
        && value.getValue() != null
        && value.getConfigSourceOrdinal() > Integer.MIN_VALUE
        && !value.getValue().isBlank()
        && !value.getValue().equals(NONE);
  }

  /** Generates at the first question: a configuration that nobody asks for keys needs none. */
  private static final class Source implements ConfigSource {

    private DevelopmentKeys keys;

    @Override
    public Set<String> getPropertyNames() {
      return Set.of(SIGN_KEY_LOCATION, VERIFY_KEY_LOCATION);
    }

    @Override
    public String getValue(String propertyName) {
      return switch (propertyName) {
        case SIGN_KEY_LOCATION -> keys().privateKey().toUri().toString();
        case VERIFY_KEY_LOCATION -> keys().publicKey().toUri().toString();
        default -> null;
      };
    }

    private synchronized DevelopmentKeys keys() {
      if (keys == null) {
        keys = DevelopmentKeys.ofThisMachine();
      }
      return keys;
    }

    @Override
    public String getName() {
      return "development keys";
    }
  }
}

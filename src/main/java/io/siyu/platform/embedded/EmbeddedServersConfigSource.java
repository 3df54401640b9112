package io.siyu.platform.embedded;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Answers where an embedded server listens. The first question for a value starts the server: a
 * configuration is also built by code generation and by unit tests, which never ask.
 */
final class EmbeddedServersConfigSource implements ConfigSource {

  /** Above the system properties, so that a configured user name never meets an embedded server. */
  private static final int ORDINAL = 500;

  private final String name;
  private final Set<String> propertyNames;
  private final Supplier<Map<String, String>> values;

  EmbeddedServersConfigSource(
      String name, Set<String> propertyNames, Supplier<Map<String, String>> values) {
    this.name = name;
    this.propertyNames = propertyNames;
    this.values = values;
  }

  @Override
  public Set<String> getPropertyNames() {
    return propertyNames;
  }

  @Override
  public String getValue(String propertyName) {
    return propertyNames.contains(propertyName) ? values.get().get(propertyName) : null;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}

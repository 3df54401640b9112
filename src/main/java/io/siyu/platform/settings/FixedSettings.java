package io.siyu.platform.settings;

import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Settings that are fixed when the package is built, and what somebody gave for them later. */
final class FixedSettings {

  /** Where build-time values lie; it hides what is given for them when the application starts. */
  private static final String FIXED_AT_BUILD = "BuildTime RunTime Fixed";

  private FixedSettings() {}

  static Optional<String> attempted(SmallRyeConfig config, String name) {
    List<String> names =
        config.getProfiles().stream().map(profile -> "%" + profile + "." + name).toList();
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(source -> source.getOrdinal() > Integer.MIN_VALUE)
        .filter(source -> !source.getName().startsWith(FIXED_AT_BUILD))
        .flatMap(
            source ->
                names.stream()
                    .map(source::getValue)
                    .filter(value -> value != null)
                    .findFirst()
                    .or(() -> Optional.ofNullable(source.getValue(name)))
                    .stream())
        .findFirst()
        .map(String::strip);
  }
}

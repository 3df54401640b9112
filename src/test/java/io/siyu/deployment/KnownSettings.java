package io.siyu.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.source.file.FileSystemConfigSourceFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every setting that is read at run time: Siyu's from docs/configuration.md, which a test keeps
 * complete, Quarkus' from the descriptions in its own libraries. Those that are fixed when the
 * application is built are not among them: setting them later would do nothing.
 */
final class KnownSettings {

  private static final Pattern SIYU = Pattern.compile("\\| `(siyu\\.[a-z0-9.-]+)` \\|");
  private static final String QUARKUS = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  /** Of libraries that describe nothing. */
  private static final List<String> OTHERS =
      List.of(
          FileSystemConfigSourceFactory.SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS,
          "smallrye.jwt.sign.key",
          "smallrye.jwt.sign.key.location",
          "mp.jwt.verify.publickey",
          "mp.jwt.verify.publickey.location",
          "quarkus.profile");

  private final Map<String, String> byEnvironment = new HashMap<>();

  KnownSettings() {
    Matcher matcher = SIYU.matcher(Yaml.text(Path.of("docs", "configuration.md")));
    while (matcher.find()) {
      add(matcher.group(1));
    }
    OTHERS.forEach(this::add);
    try {
      for (URL model :
          java.util.Collections.list(getClass().getClassLoader().getResources(QUARKUS))) {
        try (InputStream stream = model.openStream()) {
          addQuarkus(new ObjectMapper().readTree(stream));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean hasEnvironmentName(String name) {
    return byEnvironment.containsKey(name);
  }

  boolean hasProperty(String name) {
    return name.equals(byEnvironment.get(environmentName(name)));
  }

  static String environmentName(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private void add(String property) {
    byEnvironment.put(environmentName(property), property);
  }

  private void addQuarkus(JsonNode node) {
    if (node.has("phase") && "RUN_TIME".equals(node.get("phase").asText())) {
      byEnvironment.put(
          node.at("/path/environmentVariable").asText(), node.at("/path/property").asText());
    }
    node.forEach(this::addQuarkus);
  }
}

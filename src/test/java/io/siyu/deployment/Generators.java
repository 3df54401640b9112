package io.siyu.deployment;

import static io.siyu.deployment.Kustomization.orNone;
import static io.siyu.deployment.Kustomization.require;

import io.siyu.deployment.Kustomization.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes ConfigMaps and Secrets from files beside the kustomization. */
final class Generators {

  /** Kustomize breaks longer encoded values of secrets into lines, and its hash sees that. */
  private static final int UNBROKEN = 70;

  private final Path directory;
  private final List<Resource> resources;

  Generators(Path directory, List<Resource> resources) {
    this.directory = directory;
    this.resources = resources;
  }

  void configMap(Generator generator) {
    Map<String, Object> data = new LinkedHashMap<>();
    entries(generator)
        .forEach((key, value) -> data.put(key, new String(value, StandardCharsets.UTF_8)));
    add("ConfigMap", generator, data, new LinkedHashMap<>());
  }

  void secret(Generator generator) {
    Map<String, Object> data = new LinkedHashMap<>();
    entries(generator).forEach((key, value) -> data.put(key, encoded(value)));
    add("Secret", generator, data, new LinkedHashMap<>(Map.of("type", "Opaque")));
  }

  @SuppressWarnings("unchecked")
  private void add(
      String kind, Generator generator, Map<String, Object> data, Map<String, Object> content) {
    if ("merge".equals(generator.behavior())) {
      Resource target = Kustomization.only(resources, kind, generator.name());
      ((Map<String, Object>) target.content().get("data")).putAll(data);
      return;
    }
    require(
        generator.behavior() == null || generator.behavior().equals("create"),
        "behavior " + generator.behavior());
    content.put("apiVersion", "v1");
    content.put("kind", kind);
    content.put("metadata", new LinkedHashMap<>(Map.of("name", generator.name())));
    content.put("data", data);
    resources.add(new Resource(content, true));
  }

  private Map<String, byte[]> entries(Generator generator) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String file : orNone(generator.files())) {
      require(!file.contains("="), "a file under another name: " + file);
      Path path = directory.resolve(file);
      put(entries, path.getFileName().toString(), bytes(path));
    }
    for (String file : orNone(generator.envs())) {
      Yaml.text(directory.resolve(file))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> putPair(entries, line));
    }
    orNone(generator.literals()).forEach(literal -> putPair(entries, literal));
    return entries;
  }

  private static void putPair(Map<String, byte[]> entries, String pair) {
    int separator = pair.indexOf('=');
    require(separator > 0, "not a pair: " + pair);
    put(
        entries,
        pair.substring(0, separator),
        pair.substring(separator + 1).getBytes(StandardCharsets.UTF_8));
  }

  private static void put(Map<String, byte[]> entries, String key, byte[] value) {
    require(entries.put(key, value) == null, key + " twice");
  }

  private static String encoded(byte[] value) {
    String line = Base64.getEncoder().encodeToString(value);
    return line.length() <= UNBROKEN ? line : broken(line);
  }

  private static String broken(String line) {
    StringBuilder lines = new StringBuilder();
    for (int start = 0; start < line.length(); start += UNBROKEN) {
      lines.append(line, start, Math.min(line.length(), start + UNBROKEN)).append('\n');
    }
    return lines.toString();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

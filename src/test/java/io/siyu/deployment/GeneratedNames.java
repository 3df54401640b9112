package io.siyu.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ends the names of generated resources with the hash of their content, wherever they are used. */
final class GeneratedNames {

  private static final int HASH_LENGTH = 10;

  /** Where a name is referred to: the key above it, the key that holds it, the kind it means. */
  private static final List<Reference> REFERENCES =
      List.of(
          new Reference("configMapRef", "name", "ConfigMap"),
          new Reference("configMapKeyRef", "name", "ConfigMap"),
          new Reference("configMap", "name", "ConfigMap"),
          new Reference("secretRef", "name", "Secret"),
          new Reference("secretKeyRef", "name", "Secret"),
          new Reference("secret", "secretName", "Secret"));

  private record Reference(String above, String key, String kind) {}

  private GeneratedNames() {}

  static void settle(List<Resource> resources) {
    Map<String, String> names = new HashMap<>();
    for (Resource resource : resources) {
      if (resource.generated()) {
        String name = resource.name() + "-" + hash(resource);
        names.put(resource.kind() + "/" + resource.name(), name);
        resource.rename(name);
      }
    }
    resources.forEach(resource -> follow(resource.content(), names));
  }

  @SuppressWarnings("unchecked")
  private static void follow(Object node, Map<String, String> names) {
    if (node instanceof Map<?, ?> map) {
      for (Reference reference : REFERENCES) {
        if (map.get(reference.above) instanceof Map<?, ?> referring) {
          ((Map<String, Object>) referring)
              .computeIfPresent(
                  reference.key,
                  (key, name) -> names.getOrDefault(reference.kind + "/" + name, (String) name));
        }
      }
      map.values().forEach(value -> follow(value, names));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> follow(value, names));
    }
  }

  /** As kustomize does it: of the kind, an always empty name, the data and a secret's type. */
  private static String hash(Resource resource) {
    Map<String, Object> hashed = new TreeMap<>();
    hashed.put("kind", resource.kind());
    hashed.put("name", "");
    hashed.put("data", new TreeMap<>((Map<?, ?>) resource.content().get("data")));
    if (resource.content().containsKey("type")) {
      hashed.put("type", resource.content().get("type"));
    }
    try {
      String json =
          new ObjectMapper()
              .writeValueAsString(hashed)
              .replace("<", "\\u003c")
              .replace(">", "\\u003e")
              .replace("&", "\\u0026");
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      // Without vowels and what looks like them, so that no hash is a word.
      return HexFormat.of()
          .formatHex(digest)
          .substring(0, HASH_LENGTH)
          .replace('0', 'g')
          .replace('1', 'h')
          .replace('3', 'k')
          .replace('a', 'm')
          .replace('e', 't');
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

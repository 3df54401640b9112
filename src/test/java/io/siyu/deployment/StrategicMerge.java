package io.siyu.deployment;

import static io.siyu.deployment.Kustomization.require;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Merges a patch into a resource: objects by key, the lists below by what names their elements. */
final class StrategicMerge {

  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "initContainers", "name",
          "env", "name",
          "volumes", "name",
          "volumeMounts", "mountPath");

  /** Lists that a patch replaces as a whole. */
  private static final Set<String> REPLACED = Set.of("args", "command", "drop");

  private StrategicMerge() {}

  @SuppressWarnings("unchecked")
  static void into(Map<String, Object> target, Map<String, Object> patch) {
    patch.forEach(
        (key, value) -> {
          require(!key.startsWith("$"), "a directive: " + key);
          Object present = target.get(key);
          if (value == null) {
            target.remove(key);
          } else if (value instanceof Map<?, ?> map && present instanceof Map<?, ?> old) {
            into((Map<String, Object>) old, (Map<String, Object>) map);
          } else if (value instanceof List<?> list && present instanceof List<?> old) {
            merge(key, (List<Object>) old, (List<Object>) list, target);
          } else {
            target.put(key, value);
          }
        });
  }

  private static void merge(
      String name, List<Object> old, List<Object> patch, Map<String, Object> target) {
    if (REPLACED.contains(name)) {
      target.put(name, patch);
      return;
    }
    String key = KEYS.get(name);
    require(key != null, "how the list " + name + " is merged is not known here");
    for (Object element : patch) {
      mergeElement(old, element, key);
    }
  }

  @SuppressWarnings("unchecked")
  private static void mergeElement(List<Object> old, Object element, String key) {
    Map<String, Object> patch = (Map<String, Object>) element;
    old.stream()
        .map(candidate -> (Map<String, Object>) candidate)
        .filter(candidate -> Objects.equals(candidate.get(key), patch.get(key)))
        .findFirst()
        .ifPresentOrElse(found -> into(found, patch), () -> old.add(patch));
  }
}

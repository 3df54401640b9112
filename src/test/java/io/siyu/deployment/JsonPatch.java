package io.siyu.deployment;

import static io.siyu.deployment.Kustomization.require;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations add, replace and remove of RFC 6902. */
final class JsonPatch {

  private static final Set<String> FIELDS = Set.of("op", "path", "value");

  private JsonPatch() {}

  static void apply(Map<String, Object> operation, Map<String, Object> target) {
    require(FIELDS.containsAll(operation.keySet()), "operation " + operation.keySet());
    List<String> path =
        Arrays.stream(((String) operation.get("path")).split("/"))
            .skip(1)
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList();
    Object parent = target;
    for (String step : path.subList(0, path.size() - 1)) {
      parent = child(parent, step);
    }
    change(parent, path.get(path.size() - 1), operation);
  }

  private static Object child(Object parent, String step) {
    Object child =
        parent instanceof List<?> list
            ? list.get(Integer.parseInt(step))
            : ((Map<?, ?>) parent).get(step);
    require(child != null, "nothing at " + step);
    return child;
  }

  @SuppressWarnings("unchecked")
  private static void change(Object parent, String last, Map<String, Object> operation) {
    Object value = operation.get("value");
    switch ((String) operation.get("op")) {
      case "add" -> {
        if (parent instanceof List<?> list) {
          int position = last.equals("-") ? list.size() : Integer.parseInt(last);
          ((List<Object>) list).add(position, value);
        } else {
          ((Map<String, Object>) parent).put(last, value);
        }
      }
      case "replace" -> {
        child(parent, last);
        if (parent instanceof List<?> list) {
          ((List<Object>) list).set(Integer.parseInt(last), value);
        } else {
          ((Map<String, Object>) parent).put(last, value);
        }
      }
      case "remove" -> {
        child(parent, last);
        if (parent instanceof List<?> list) {
          list.remove(Integer.parseInt(last));
        } else {
          ((Map<String, Object>) parent).remove(last);
        }
      }
      default -> throw new IllegalArgumentException("operation " + operation.get("op"));
    }
  }
}

package io.siyu.deployment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One manifest on its way through the evaluation.
 *
 * @param content changed in place
 * @param generated whether its name ends with a hash of its content
 */
record Resource(Map<String, Object> content, boolean generated) {

  private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

  String kind() {
    return (String) content.get("kind");
  }

  String name() {
    return (String) metadata().get("name");
  }

  void rename(String name) {
    metadata().put("name", name);
  }

  void moveTo(String namespace) {
    if (WITHOUT_NAMESPACE.contains(kind())) {
      rename(namespace);
    } else {
      metadata().put("namespace", namespace);
    }
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> metadata() {
    return (Map<String, Object>)
        content.computeIfAbsent("metadata", absent -> new LinkedHashMap<String, Object>());
  }

  /** Every container anywhere in it. */
  List<Map<String, Object>> containers() {
    List<Map<String, Object>> found = new ArrayList<>();
    collect(content, found);
    return found;
  }

  @SuppressWarnings("unchecked")
  private static void collect(Object node, List<Map<String, Object>> found) {
    if (node instanceof Map<?, ?> map) {
      for (String list : List.of("containers", "initContainers")) {
        if (map.get(list) instanceof List<?> containers) {
          containers.forEach(container -> found.add((Map<String, Object>) container));
        }
      }
      map.values().forEach(value -> collect(value, found));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> collect(value, found));
    }
  }

  /** The image without its tag. */
  static String imageName(Map<String, Object> container) {
    String image = (String) container.get("image");
    int tag = image.indexOf(':', image.lastIndexOf('/') + 1);
    return tag < 0 ? image : image.substring(0, tag);
  }
}

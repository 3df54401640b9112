package io.siyu.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What batched fields need: one list per key, in the order of the keys. */
final class Grouping {

  private Grouping() {}

  static <T> List<List<T>> inOrderOf(List<UUID> keys, List<T> rows, Function<T, UUID> key) {
    Map<UUID, List<T>> groups = new HashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(key.apply(row), k -> new ArrayList<>()).add(row));
    return keys.stream().map(k -> groups.getOrDefault(k, List.of())).toList();
  }
}

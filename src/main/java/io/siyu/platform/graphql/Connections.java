package io.siyu.platform.graphql;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Builds the parts that every connection has. */
public final class Connections {

  private Connections() {}

  public static <T> PageInfo pageInfo(Page<T> page, Function<T, Cursor> cursor) {
    String end =
        page.items().isEmpty()
            ? null
            : cursor.apply(page.items().get(page.items().size() - 1)).encode();
    return new PageInfo(page.hasNext(), end);
  }

  /**
   * @param edge builds the list's own edge type from node and cursor
   */
  public static <T, N, E> List<E> edges(
      Page<T> page,
      Function<T, Cursor> cursor,
      Function<T, N> node,
      BiFunction<N, String, E> edge) {
    List<E> edges = new ArrayList<>(page.items().size());
    for (T item : page.items()) {
      edges.add(edge.apply(node.apply(item), cursor.apply(item).encode()));
    }
    return edges;
  }
}

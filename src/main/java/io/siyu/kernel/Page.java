package io.siyu.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, read forward by keyset.
 *
 * @param items at most as many as asked for
 * @param hasNext whether more follow
 */
public record Page<T>(List<T> items, boolean hasNext) {

  /** Items of a page unless the client asks otherwise. */
  public static final int DEFAULT_SIZE = 20;

  /** The most that a client may ask for. */
  public static final int MAX_SIZE = 50;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param rows up to {@code size + 1} rows: the extra one says that more follow
   */
  public static <T> Page<T> of(List<T> rows, int size) {
    return rows.size() > size ? new Page<>(rows.subList(0, size), true) : new Page<>(rows, false);
  }

  public <R> Page<R> map(Function<T, R> mapper) {
    return new Page<>(items.stream().map(mapper).toList(), hasNext);
  }

  /**
   * @return the checked page size
   * @throws InvalidInput when it is outside of 1–50
   */
  public static int size(Integer first) {
    return first == null ? DEFAULT_SIZE : Numbers.inRange(first, 1, MAX_SIZE, "first");
  }
}

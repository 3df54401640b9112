package io.siyu.platform.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.impl.SqlClientConnection;

/**
 * Statements in PostgreSQL's own language, on the session and in the transaction of the current
 * lane. For guarded updates, {@code ON CONFLICT}, {@code RETURNING}, {@code SKIP LOCKED} and reads
 * that become records.
 *
 * <p>Parameters are {@code $1, $2, …}. An {@link Instant} goes in as {@code timestamptz}, an enum
 * as its name, a collection of UUIDs, strings or longs as an array (write {@code = ANY($1)}).
 * Pending changes of entities are flushed first. A row changed here must not be held as a loaded
 * entity in the same transaction.
 */
@ApplicationScoped
public class Sql {

  /**
   * @return how many rows were changed; for a guarded statement, zero is the refusal
   */
  public Uni<Integer> update(String sql, Object... parameters) {
    return execute(sql, parameters).map(RowSet::rowCount);
  }

  /**
   * @return the first row, or null when there is none
   */
  public <T> Uni<T> first(String sql, Function<SqlRow, T> mapper, Object... parameters) {
    return execute(sql, parameters)
        .map(rows -> rows.size() == 0 ? null : mapper.apply(new SqlRow(rows.iterator().next())));
  }

  public <T> Uni<List<T>> list(String sql, Function<SqlRow, T> mapper, Object... parameters) {
    return execute(sql, parameters)
        .map(
            rows -> {
              List<T> items = new ArrayList<>(rows.size());
              rows.forEach(row -> items.add(mapper.apply(new SqlRow(row))));
              return items;
            });
  }

  private Uni<RowSet<Row>> execute(String sql, Object... parameters) {
    return Panache.getSession()
        .chain(session -> session.flush().replaceWith(session))
        .chain(
            session ->
                Uni.createFrom()
                    .completionStage(
                        () -> connection(session).preparedQuery(sql, tuple(parameters))));
  }

  /** Hibernate Reactive's connection speaks the driver's own types; the session API does not. */
  private static SqlClientConnection connection(Mutiny.Session session) {
    return (SqlClientConnection) ((MutinySessionImpl) session).getReactiveConnection();
  }

  private static Tuple tuple(Object[] parameters) {
    Object[] values = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      values[i] = driverValue(parameters[i]);
    }
    return Tuple.wrap(values);
  }

  private static Object driverValue(Object value) {
    if (value instanceof Instant instant) {
      return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Collection<?> collection) {
      return array(collection);
    }
    return value;
  }

  private static Object array(Collection<?> collection) {
    Object first = collection.isEmpty() ? null : collection.iterator().next();
    if (first instanceof String) {
      return collection.toArray(String[]::new);
    }
    if (first instanceof Enum<?>) {
      return collection.stream().map(item -> ((Enum<?>) item).name()).toArray(String[]::new);
    }
    if (first instanceof Long) {
      return collection.toArray(Long[]::new);
    }
    if (first instanceof Integer) {
      return collection.toArray(Integer[]::new);
    }
    if (first instanceof Instant) {
      return collection.stream().map(Sql::driverValue).toArray(OffsetDateTime[]::new);
    }
    return collection.toArray(UUID[]::new);
  }
}

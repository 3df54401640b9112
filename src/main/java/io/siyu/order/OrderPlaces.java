package io.siyu.order;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where orders go, for the lists that chains are packed by. */
@ApplicationScoped
public class OrderPlaces {

  private final Database database;
  private final Sql sql;

  OrderPlaces(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return by order, in one query; unknown ids are absent
   */
  public Uni<Map<UUID, OrderPlace>> of(Collection<UUID> orders) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, CASE delivery_kind WHEN 'PICK_UP' THEN store_id END AS store_id, status
                    FROM customer_order WHERE id = ANY($1)""",
                    row ->
                        new OrderPlace(
                            row.uuid("id"),
                            row.uuid("store_id"),
                            row.enumeration(OrderStatus.class, "status")),
                    orders))
        .map(
            found ->
                found.stream().collect(Collectors.toMap(OrderPlace::orderId, Function.identity())));
  }
}

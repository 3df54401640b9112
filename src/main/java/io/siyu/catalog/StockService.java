package io.siyu.catalog;

import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes units out of stock and puts them back, in the caller's transaction: all lines or none. SKU
 * rows are locked in the order of their ids, so that two orders of the same goods never wait for
 * each other in a circle.
 */
@ApplicationScoped
public class StockService {

  /** PostgreSQL's order of UUIDs, which Java's own signed comparison is not. */
  private static final Comparator<UUID> KEY_ORDER = Comparator.comparing(UUID::toString);

  private final Database database;
  private final Sql sql;

  StockService(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @throws Refusal OUT_OF_STOCK with the facts {@code skuId} and {@code available} (units) when
   *     one line cannot be met; then nothing is taken
   */
  public Uni<Void> reserve(List<StockLine> lines) {
    return database.transaction(
        () -> inKeyOrder(lines, (sku, quantity) -> reserve(sku, quantity.intValue())));
  }

  /** The caller makes sure, by its own state, that a reservation is given back once. */
  public Uni<Void> release(List<StockLine> lines) {
    return database.transaction(
        () -> inKeyOrder(lines, (sku, quantity) -> release(sku, quantity.intValue())));
  }

  private Uni<Void> reserve(UUID sku, int quantity) {
    return sql.update(
            "UPDATE sku SET stock = stock - $2 WHERE id = $1 AND stock >= $2", sku, quantity)
        .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : refuse(sku));
  }

  private Uni<Void> refuse(UUID sku) {
    return sql.first(
            """
            SELECT p.name, s.stock FROM sku s JOIN product p ON p.id = s.product_id
            WHERE s.id = $1""",
            row -> outOfStock(sku, row.text("name"), row.integer("stock")),
            sku)
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalArgumentException("Stock of an unknown SKU was asked for."))
        .chain(refusal -> Uni.createFrom().failure(refusal));
  }

  private static Refusal outOfStock(UUID sku, String product, int available) {
    return Refusal.of(
            StockErrorCode.OUT_OF_STOCK,
            "Only " + available + " of " + product + " are left. Order fewer or something else.",
            "input",
            "items")
        .with("skuId", sku)
        .with("available", available);
  }

  private Uni<Void> release(UUID sku, int quantity) {
    return sql.update("UPDATE sku SET stock = stock + $2 WHERE id = $1", sku, quantity)
        .invoke(
            rows -> {
              if (rows == 0) {
                throw new IllegalArgumentException("Stock of an unknown SKU was given back.");
              }
            })
        .replaceWithVoid();
  }

  /** Lines of the same SKU become one, then one statement follows the other. */
  private static Uni<Void> inKeyOrder(List<StockLine> lines, Step step) {
    Map<UUID, Integer> quantities = new TreeMap<>(KEY_ORDER);
    lines.forEach(line -> quantities.merge(line.skuId(), line.quantity(), Math::addExact));
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<UUID, Integer> entry : quantities.entrySet()) {
      all = all.chain(() -> step.apply(entry.getKey(), entry.getValue()));
    }
    return all;
  }

  private interface Step {
    Uni<Void> apply(UUID sku, Integer quantity);
  }
}

package io.siyu.catalog;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Products for tests. */
@ApplicationScoped
public class Shelf {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;

  Shelf(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  public UUID product(String name, boolean privateOnly, boolean onSale) {
    UUID id = Ids.next();
    update(
        """
        INSERT INTO product (id, name, description, image_url, role, private_only, on_sale)
        VALUES ($1, $2, '当季现摘', 'https://img.example/p.jpg', 'PROFIT', $3, $4)""",
        id,
        name,
        privateOnly,
        onSale);
    return id;
  }

  public UUID product(String name) {
    return product(name, false, true);
  }

  /**
   * @param memberPriceFen null for none
   */
  public UUID sku(UUID product, String name, long priceFen, Long memberPriceFen, int stock) {
    UUID id = Ids.next();
    update(
        """
        INSERT INTO sku (id, product_id, name, price_fen, member_price_fen, stock)
        VALUES ($1, $2, $3, $4, $5, $6)""",
        id,
        product,
        name,
        priceFen,
        memberPriceFen,
        stock);
    return id;
  }

  /** A SKU of a product of its own. */
  public UUID sku(int stock) {
    return sku(product("阳光玫瑰葡萄"), "2 斤装", 3900, 3500L, stock);
  }

  public int stock(UUID sku) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT stock FROM sku WHERE id = $1", row -> row.integer("stock"), sku)));
  }

  public void update(String statement, Object... parameters) {
    await(database.transaction(() -> sql.update(statement, parameters)));
  }

  public static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}

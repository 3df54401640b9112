package io.siyu.catalog;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads products and their SKUs as finished records. */
@ApplicationScoped
class ProductRepository {

  private final Sql sql;

  ProductRepository(Sql sql) {
    this.sql = sql;
  }

  /**
   * What is on sale, newest first.
   *
   * @param inside whether goods for members only are among them
   * @param beforeId the last id of the page before, or null
   */
  Uni<List<Product>> shown(boolean inside, UUID beforeId, int limit) {
    return sql.list(
        """
        SELECT id, name, description, image_url, role, private_only FROM product
        WHERE on_sale AND ($1 OR NOT private_only) AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3""",
        ProductRepository::product,
        inside,
        beforeId,
        limit);
  }

  /**
   * @return null when it is not on sale, or for members only and the caller is none
   */
  Uni<Product> shown(UUID id, boolean inside) {
    return sql.first(
        """
        SELECT id, name, description, image_url, role, private_only FROM product
        WHERE id = $1 AND on_sale AND ($2 OR NOT private_only)""",
        ProductRepository::product,
        id,
        inside);
  }

  /** What is on sale of the products, in the order in which it is shown. */
  Uni<List<Sku>> skusOf(Collection<UUID> products) {
    return sql.list(
        """
        SELECT id, product_id, name, price_fen, member_price_fen, stock FROM sku
        WHERE product_id = ANY($1) AND on_sale ORDER BY product_id, position, id""",
        ProductRepository::sku,
        products);
  }

  private static Product product(SqlRow row) {
    return new Product(
        row.uuid("id"),
        row.text("name"),
        row.text("description"),
        row.text("image_url"),
        row.enumeration(ProductRole.class, "role"),
        row.bool("private_only"));
  }

  private static Sku sku(SqlRow row) {
    return new Sku(
        row.uuid("id"),
        row.uuid("product_id"),
        row.text("name"),
        Money.ofFen(row.number("price_fen")),
        row.isNull("member_price_fen") ? null : Money.ofFen(row.number("member_price_fen")),
        row.integer("stock"));
  }
}

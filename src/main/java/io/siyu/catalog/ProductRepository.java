package io.siyu.catalog;

import io.siyu.platform.database.Sql;
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
   * What is on sale for the shopper, newest first.
   *
   * @param beforeId the last id of the page before, or null
   */
  Uni<List<Product>> shown(Shopper shopper, UUID beforeId, int limit) {
    return sql.list(
        """
        SELECT %s FROM product p
        WHERE p.on_sale AND %s AND ($5::uuid IS NULL OR p.id < $5)
        ORDER BY p.id DESC LIMIT $6"""
            .formatted(Product.COLUMNS, ProductAudience.SUITS),
        Product::of,
        shopper.parameters(beforeId, limit));
  }

  /**
   * @return null when it is not on sale, or not for this shopper
   */
  Uni<Product> shown(UUID id, Shopper shopper) {
    return sql.first(
        "SELECT %s FROM product p WHERE p.id = $5 AND p.on_sale AND %s"
            .formatted(Product.COLUMNS, ProductAudience.SUITS),
        Product::of,
        shopper.parameters(id));
  }

  /**
   * All of them, newest first; for staff.
   *
   * @param onSale only those that are, or are not; null for both
   */
  Uni<List<Product>> all(Boolean onSale, UUID beforeId, int limit) {
    return sql.list(
        """
        SELECT %s FROM product p
        WHERE ($1::boolean IS NULL OR p.on_sale = $1) AND ($2::uuid IS NULL OR p.id < $2)
        ORDER BY p.id DESC LIMIT $3"""
            .formatted(Product.COLUMNS),
        Product::of,
        onSale,
        beforeId,
        limit);
  }

  /**
   * @return null when there is no such product
   */
  Uni<Product> byId(UUID id) {
    return sql.first(
        "SELECT %s FROM product p WHERE p.id = $1".formatted(Product.COLUMNS), Product::of, id);
  }

  /** What is on sale of the products, in the order in which it is shown. */
  Uni<List<Sku>> skusOf(Collection<UUID> products) {
    return sql.list(
        """
        SELECT %s FROM sku
        WHERE product_id = ANY($1) AND on_sale ORDER BY product_id, position, id"""
            .formatted(Sku.COLUMNS),
        Sku::of,
        products);
  }

  /** Every SKU of the products, what is on sale first; for staff. */
  Uni<List<Sku>> everySkuOf(Collection<UUID> products) {
    return sql.list(
        """
        SELECT %s FROM sku
        WHERE product_id = ANY($1) ORDER BY product_id, on_sale DESC, position, id"""
            .formatted(Sku.COLUMNS),
        Sku::of,
        products);
  }
}

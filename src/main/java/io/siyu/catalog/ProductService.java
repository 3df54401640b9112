package io.siyu.catalog;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The shop window, and what staff see behind it. */
@ApplicationScoped
class ProductService {

  private static final String LIST = "products";

  private final Database database;
  private final ProductRepository products;
  private final Shoppers shoppers;

  ProductService(Database database, ProductRepository products, Shoppers shoppers) {
    this.database = database;
    this.products = products;
    this.shoppers = shoppers;
  }

  /**
   * What is on sale for the member, newest first.
   *
   * @param member null when nobody is logged in
   */
  Uni<Page<Product>> page(UUID member, Integer first, String after) {
    int size = Page.size(first);
    UUID before = last(after);
    return database
        .read(() -> shoppers.of(member).chain(shopper -> products.shown(shopper, before, size + 1)))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * @param member null when nobody is logged in
   * @throws RequestFailure NOT_FOUND when it does not exist or is not for this caller
   */
  Uni<Product> one(UUID id, UUID member) {
    return database
        .read(() -> shoppers.of(member).chain(shopper -> products.shown(id, shopper)))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Product"));
  }

  /**
   * For staff, newest first.
   *
   * @param onSale only those that are, or are not; null for both
   */
  Uni<Page<Product>> all(Boolean onSale, Integer first, String after) {
    int size = Page.size(first);
    UUID before = last(after);
    return database
        .read(() -> products.all(onSale, before, size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * For staff.
   *
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Product> any(UUID id) {
    return database
        .read(() -> products.byId(id))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Product"));
  }

  /**
   * @return SKUs on sale by product id, read in one query; a product without any is missing
   */
  Uni<Map<UUID, List<Sku>>> skusOf(Collection<UUID> productIds) {
    return database
        .read(() -> products.skusOf(productIds))
        .map(skus -> skus.stream().collect(Collectors.groupingBy(Sku::productId)));
  }

  /** As {@link #skusOf}, with those that are not on sale. */
  Uni<Map<UUID, List<Sku>>> everySkuOf(Collection<UUID> productIds) {
    return database
        .read(() -> products.everySkuOf(productIds))
        .map(skus -> skus.stream().collect(Collectors.groupingBy(Sku::productId)));
  }

  static Cursor cursor(Product product) {
    return Cursor.of(LIST, product.id());
  }

  private static UUID last(String after) {
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return cursor == null ? null : cursor.uuid(0);
  }
}

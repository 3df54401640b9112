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

/** The shop window. */
@ApplicationScoped
class ProductService {

  private static final String LIST = "products";

  private final Database database;
  private final ProductRepository products;

  ProductService(Database database, ProductRepository products) {
    this.database = database;
    this.products = products;
  }

  /**
   * What is on sale, newest first.
   *
   * @param inside whether the caller is logged in, and so may see goods for members only
   */
  Uni<Page<Product>> page(boolean inside, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    UUID before = cursor == null ? null : cursor.uuid(0);
    return database
        .read(() -> products.shown(inside, before, size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * @throws RequestFailure NOT_FOUND when it does not exist or is not for this caller
   */
  Uni<Product> one(UUID id, boolean inside) {
    return database
        .read(() -> products.shown(id, inside))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Product"));
  }

  /**
   * @return SKUs by product id, read in one query; a product without any is missing
   */
  Uni<Map<UUID, List<Sku>>> skusOf(Collection<UUID> productIds) {
    return database
        .read(() -> products.skusOf(productIds))
        .map(skus -> skus.stream().collect(Collectors.groupingBy(Sku::productId)));
  }

  static Cursor cursor(Product product) {
    return Cursor.of(LIST, product.id());
  }
}

package io.siyu.catalog;

import io.siyu.platform.database.SqlRow;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A product as it stands.
 *
 * @param imageUrls the first one is the picture in lists; empty when it has none
 * @param privateOnly never shown to anyone who is not logged in
 * @param version grows by one with every change
 */
record Product(
    UUID id,
    String name,
    String description,
    List<String> imageUrls,
    ProductRole role,
    boolean privateOnly,
    boolean onSale,
    ProductAudience audience,
    int version) {

  /** Of {@code product p}. */
  static final String COLUMNS =
      "p.id, p.name, p.description, array_remove(p.image_url || p.more_image_urls, NULL) AS images,"
          + " p.role, p.private_only, p.on_sale, p.version, "
          + ProductAudience.COLUMNS;

  String imageUrl() {
    return imageUrls.isEmpty() ? null : imageUrls.get(0);
  }

  static Product of(SqlRow row) {
    return new Product(
        row.uuid("id"),
        row.text("name"),
        row.text("description"),
        Arrays.asList(row.raw().getArrayOfStrings("images")),
        row.enumeration(ProductRole.class, "role"),
        row.bool("private_only"),
        row.bool("on_sale"),
        ProductAudience.of(row),
        row.integer("version"));
  }
}

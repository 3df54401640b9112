package io.siyu.catalog;

import io.siyu.kernel.Money;
import io.siyu.platform.database.SqlRow;
import java.util.UUID;

/**
 * What can be bought of a product.
 *
 * @param memberPrice null when members pay the list price
 * @param stock units that can still be reserved
 */
record Sku(
    UUID id,
    UUID productId,
    String name,
    Money price,
    Money memberPrice,
    int stock,
    boolean onSale) {

  static final String COLUMNS = "id, product_id, name, price_fen, member_price_fen, stock, on_sale";

  static Sku of(SqlRow row) {
    return new Sku(
        row.uuid("id"),
        row.uuid("product_id"),
        row.text("name"),
        Money.ofFen(row.number("price_fen")),
        row.isNull("member_price_fen") ? null : Money.ofFen(row.number("member_price_fen")),
        row.integer("stock"),
        row.bool("on_sale"));
  }
}

package io.siyu.catalog;

import io.siyu.catalog.NewProduct.NewSku;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes the SKUs of a product that is saved. They are locked in the order of their ids, as orders
 * do, and their stock is added to, so that nothing that is sold at this moment is lost.
 */
@ApplicationScoped
class SkuSaving {

  private static final int MOST_IN_STOCK = 2_000_000_000;

  private final Sql sql;

  SkuSaving(Sql sql) {
    this.sql = sql;
  }

  /**
   * In the caller's transaction, which has locked the product. Those that are left out go off sale.
   *
   * @throws Refusal STOCK_TOO_LOW or UNKNOWN_SKU
   */
  Uni<Void> save(UUID product, List<NewSku> skus) {
    List<UUID> kept = skus.stream().map(NewSku::id).filter(Objects::nonNull).toList();
    Uni<Void> all =
        sql.list(
                "SELECT id FROM sku WHERE product_id = $1 ORDER BY id FOR NO KEY UPDATE",
                row -> row.uuid("id"),
                product)
            .chain(
                () ->
                    sql.update(
                        """
                        UPDATE sku SET on_sale = false
                        WHERE product_id = $1 AND on_sale AND id <> ALL($2::uuid[])""",
                        product,
                        kept))
            .replaceWithVoid();
    for (int i = 0; i < skus.size(); i++) {
      int position = i;
      NewSku sku = skus.get(i);
      all =
          all.chain(
              () ->
                  sku.id() == null ? add(product, position, sku) : change(product, position, sku));
    }
    return all;
  }

  private Uni<Void> add(UUID product, int position, NewSku sku) {
    return sql.update(
            """
            INSERT INTO sku (id, product_id, name, position, price_fen, member_price_fen, stock,
                             on_sale)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
            Ids.next(),
            product,
            sku.name(),
            position,
            sku.price().fen(),
            fenOf(sku.memberPrice()),
            sku.stockChange(),
            sku.onSale())
        .replaceWithVoid();
  }

  private Uni<Void> change(UUID product, int position, NewSku sku) {
    return sql.update(
            """
            UPDATE sku
            SET name = $3, position = $4, price_fen = $5, member_price_fen = $6,
                stock = stock + $7, on_sale = $8
            WHERE id = $1 AND product_id = $2 AND stock + $7 BETWEEN 0 AND $9""",
            sku.id(),
            product,
            sku.name(),
            position,
            sku.price().fen(),
            fenOf(sku.memberPrice()),
            sku.stockChange(),
            sku.onSale(),
            MOST_IN_STOCK)
        .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : refuse(product, position, sku));
  }

  private Uni<Void> refuse(UUID product, int position, NewSku sku) {
    String place = String.valueOf(position);
    return sql.first(
            "SELECT stock FROM sku WHERE id = $1 AND product_id = $2",
            row -> row.integer("stock"),
            sku.id(),
            product)
        .invoke(
            stock -> {
              if (stock == null) {
                throw Refusal.of(
                        SaveProductErrorCode.UNKNOWN_SKU,
                        "This product has no such SKU.",
                        "input",
                        "skus",
                        place,
                        "skuId")
                    .with("skuId", sku.id());
              }
              throw Refusal.of(
                      SaveProductErrorCode.STOCK_TOO_LOW,
                      "Less is left than is to be taken away.",
                      "input",
                      "skus",
                      place,
                      "stockChange")
                  .with("skuId", sku.id())
                  .with("stock", stock);
            })
        .replaceWithVoid();
  }

  static Long fenOf(Money money) {
    return money == null ? null : money.fen();
  }
}

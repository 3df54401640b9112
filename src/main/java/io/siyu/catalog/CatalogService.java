package io.siyu.catalog;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What other features ask of the catalog. */
@ApplicationScoped
public class CatalogService {

  private final Database database;
  private final Sql sql;
  private final Shoppers shoppers;

  CatalogService(Database database, Sql sql, Shoppers shoppers) {
    this.database = database;
    this.sql = sql;
    this.shoppers = shoppers;
  }

  /**
   * @return terms by SKU id, also of what is no longer on sale; unknown ids are missing
   */
  public Uni<Map<UUID, SkuTerms>> skus(Collection<UUID> skuIds) {
    return database.read(
        () ->
            sql.list(
                    """
                    SELECT s.id, s.product_id, p.name AS product_name, s.name AS sku_name,
                           p.image_url, s.price_fen, s.member_price_fen,
                           s.on_sale AND p.on_sale AS on_sale, %s AS limited
                    FROM sku s JOIN product p ON p.id = s.product_id WHERE s.id = ANY($1)"""
                        .formatted(ProductAudience.LIMITED),
                    CatalogService::terms,
                    skuIds)
                .map(
                    terms ->
                        terms.stream()
                            .collect(Collectors.toMap(SkuTerms::skuId, Function.identity()))));
  }

  /**
   * Asked again whenever something is ordered: what a member could see yesterday may be for others
   * today.
   *
   * @return those of the SKUs that are not for this member
   */
  public Uni<Set<UUID>> hiddenFrom(UUID member, Collection<UUID> skuIds) {
    return database.read(
        () ->
            shoppers
                .of(member)
                .chain(
                    shopper ->
                        sql.list(
                            """
                            SELECT s.id FROM sku s JOIN product p ON p.id = s.product_id
                            WHERE s.id = ANY($5) AND NOT %s"""
                                .formatted(ProductAudience.SUITS),
                            row -> row.uuid("id"),
                            shopper.parameters(skuIds)))
                .map(Set::copyOf));
  }

  /**
   * @return those of the products that exist, on sale or not
   */
  public Uni<Set<UUID>> existing(Collection<UUID> productIds) {
    return database.read(
        () ->
            sql.list("SELECT id FROM product WHERE id = ANY($1)", row -> row.uuid("id"), productIds)
                .map(Set::copyOf));
  }

  private static SkuTerms terms(SqlRow row) {
    return new SkuTerms(
        row.uuid("id"),
        row.uuid("product_id"),
        row.text("product_name"),
        row.text("sku_name"),
        row.text("image_url"),
        Money.ofFen(row.number("price_fen")),
        row.isNull("member_price_fen") ? null : Money.ofFen(row.number("member_price_fen")),
        row.bool("on_sale"),
        row.bool("limited"));
  }
}

package io.siyu.campaign.flashsale;

import io.siyu.campaign.CampaignKind;
import io.siyu.campaign.CampaignService;
import io.siyu.catalog.CatalogService;
import io.siyu.catalog.PublicGoods;
import io.siyu.catalog.SkuTerms;
import io.siyu.catalog.StockLine;
import io.siyu.catalog.StockService;
import io.siyu.kernel.Money;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sets up sales: takes the units out of the SKUs' stock at once, so that shop and sale never sell
 * the same unit, and makes one slot row per unit. What is unsold at the end goes back ({@link
 * UnsoldStock}).
 */
@ApplicationScoped
public class FlashSaleSetup {

  private final Idempotency idempotency;
  private final CampaignService campaigns;
  private final CatalogService catalog;
  private final StockService stock;
  private final Audit audit;
  private final Sql sql;
  private final Clock clock;

  FlashSaleSetup(
      Idempotency idempotency,
      CampaignService campaigns,
      CatalogService catalog,
      StockService stock,
      Audit audit,
      Sql sql,
      Clock clock) {
    this.idempotency = idempotency;
    this.campaigns = campaigns;
    this.catalog = catalog;
    this.stock = stock;
    this.audit = audit;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @return the sale's id
   * @throws io.siyu.kernel.Refusal OUT_OF_STOCK when a SKU has fewer units than the sale wants
   * @throws io.siyu.kernel.InvalidInput when a SKU is for members only: anybody sees a sale
   * @throws RequestFailure NOT_FOUND when a SKU does not exist
   */
  Uni<UUID> create(UUID operator, NewFlashSale wanted) {
    NewFlashSale sale = wanted.checked(clock.instant());
    return idempotency.once(
        operator,
        "createFlashSale",
        sale.key(),
        sale.fingerprint(),
        () ->
            catalog
                .skus(skus(sale))
                .invoke(known -> check(sale, known))
                .chain(() -> stock.reserve(stockLines(sale)))
                // Again under the locks of the SKUs: whoever limits the goods holds them too.
                .chain(() -> catalog.skus(skus(sale)))
                .invoke(known -> PublicGoods.require(skus(sale), known))
                .chain(() -> insert(sale))
                .call(id -> audit.record(operator, "createFlashSale", subject(id), details(sale))));
  }

  private static void check(NewFlashSale sale, Map<UUID, SkuTerms> known) {
    if (known.size() != sale.items().size()) {
      throw RequestFailure.notFound("SKU");
    }
    PublicGoods.require(skus(sale), known);
  }

  private static List<UUID> skus(NewFlashSale sale) {
    return sale.items().stream().map(NewFlashSale.Item::sku).toList();
  }

  private static List<StockLine> stockLines(NewFlashSale sale) {
    return sale.items().stream().map(item -> new StockLine(item.sku(), item.stock())).toList();
  }

  private Uni<UUID> insert(NewFlashSale sale) {
    return campaigns
        .schedule(CampaignKind.FLASH_SALE, sale.name(), sale.opensAt(), sale.closesAt(), "CREATED")
        .call(
            id ->
                sql.update(
                    "INSERT INTO flash_sale (id, description) VALUES ($1, coalesce($2, ''))",
                    id,
                    sale.description()))
        .call(id -> insertItems(id, sale.items()))
        .call(this::insertSlots);
  }

  private Uni<Integer> insertItems(UUID sale, List<NewFlashSale.Item> items) {
    return sql.update(
        """
        INSERT INTO flash_sale_item
          (id, sale_id, position, sku_id, price_fen, stock, per_member_limit)
        SELECT id, $1, position - 1, sku, price, stock, allowed
        FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::int[], $6::int[])
          WITH ORDINALITY AS item (id, sku, price, stock, allowed, position)""",
        sale,
        items.stream().map(item -> Ids.next()).toList(),
        items.stream().map(NewFlashSale.Item::sku).toList(),
        items.stream().map(NewFlashSale.Item::price).map(Money::fen).toList(),
        items.stream().map(NewFlashSale.Item::stock).toList(),
        items.stream().map(NewFlashSale.Item::perMemberLimit).toList());
  }

  private Uni<Integer> insertSlots(UUID sale) {
    return sql.update(
        """
        INSERT INTO flash_sale_slot (item_id, number)
        SELECT i.id, n FROM flash_sale_item i, generate_series(1, i.stock) AS n
        WHERE i.sale_id = $1""",
        sale);
  }

  private static String subject(UUID sale) {
    return FlashSaleView.ID.encode(sale);
  }

  private static JsonObject details(NewFlashSale sale) {
    JsonArray items = new JsonArray();
    for (NewFlashSale.Item item : sale.items()) {
      items.add(
          new JsonObject()
              .put("sku", item.sku().toString())
              .put("priceFen", item.price().fen())
              .put("stock", item.stock())
              .put("perMemberLimit", item.perMemberLimit()));
    }
    return new JsonObject()
        .put("name", sale.name())
        .put("opensAt", sale.opensAt().toString())
        .put("closesAt", sale.closesAt().toString())
        .put("items", items);
  }
}

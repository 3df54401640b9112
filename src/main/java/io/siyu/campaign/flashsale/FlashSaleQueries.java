package io.siyu.campaign.flashsale;

import io.siyu.catalog.CatalogService;
import io.siyu.catalog.SkuTerms;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.MoneyView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sales as members see them. */
@ApplicationScoped
public class FlashSaleQueries {

  /** Sales in a list. */
  static final int MAX_SALES = 20;

  /** Questions to Redis under way at once. */
  private static final int CONCURRENCY = 16;

  private static final String ITEMS =
      """
      SELECT c.id AS sale_id, c.name, f.description, c.status, c.opens_at, c.closes_at,
             i.id, i.sku_id, i.price_fen, i.stock, i.per_member_limit
      FROM campaign c JOIN flash_sale f ON f.id = c.id
      JOIN flash_sale_item i ON i.sale_id = f.id
      """;

  private final Database database;
  private final Sql sql;
  private final CatalogService catalog;
  private final FlashSaleGate gate;
  private final Clock clock;

  FlashSaleQueries(
      Database database, Sql sql, CatalogService catalog, FlashSaleGate gate, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.catalog = catalog;
    this.gate = gate;
    this.clock = clock;
  }

  /** Sales that are open or will be, the next to close first. */
  Uni<List<FlashSaleView>> current() {
    Instant now = clock.instant();
    return views(
        now,
        () ->
            sql.list(
                ITEMS
                    + """
                    WHERE c.id IN (
                      SELECT id FROM campaign
                      WHERE kind = 'FLASH_SALE' AND status IN ('SCHEDULED', 'RUNNING', 'PAUSED')
                        AND closes_at > $1
                      ORDER BY closes_at, id LIMIT $2)
                    ORDER BY c.closes_at, c.id, i.position""",
                Row::of,
                now,
                MAX_SALES));
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such sale
   */
  Uni<FlashSaleView> byId(UUID sale) {
    return views(
            clock.instant(),
            () -> sql.list(ITEMS + "WHERE c.id = $1 ORDER BY i.position", Row::of, sale))
        .map(
            sales -> {
              if (sales.isEmpty()) {
                throw RequestFailure.notFound("Flash sale");
              }
              return sales.get(0);
            });
  }

  private Uni<List<FlashSaleView>> views(
      Instant now, java.util.function.Supplier<Uni<List<Row>>> rows) {
    return database
        .read(
            () ->
                rows.get()
                    .chain(
                        items ->
                            catalog
                                .skus(items.stream().map(Row::sku).collect(Collectors.toSet()))
                                .map(skus -> new Found(items, skus))))
        .chain(
            found ->
                left(found.openItems(now))
                    .map(left -> views(now, found.rows(), found.skus(), left)));
  }

  /** Redis is quicker and knows reservations; where it knows nothing, PostgreSQL is asked. */
  private Uni<Map<UUID, Integer>> left(List<UUID> items) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUni(
            item -> gate.left(item).onFailure().recoverWithNull().map(left -> new Left(item, left)))
        .merge(CONCURRENCY)
        .collect()
        .asList()
        .chain(this::completed);
  }

  private Uni<Map<UUID, Integer>> completed(List<Left> answers) {
    Map<UUID, Integer> known = new HashMap<>();
    answers.stream()
        .filter(answer -> answer.units() != null)
        .forEach(answer -> known.put(answer.item(), answer.units()));
    List<UUID> unknown =
        answers.stream().filter(answer -> answer.units() == null).map(Left::item).toList();
    if (unknown.isEmpty()) {
      return Uni.createFrom().item(known);
    }
    return database
        .read(() -> count(unknown))
        .map(
            counted -> {
              counted.forEach(answer -> known.put(answer.item(), answer.units()));
              return known;
            });
  }

  private Uni<List<Left>> count(Collection<UUID> items) {
    return sql.list(
        """
        SELECT item_id, count(*)::int AS units FROM flash_sale_slot
        WHERE item_id = ANY($1) AND order_id IS NULL AND NOT withdrawn GROUP BY item_id""",
        row -> new Left(row.uuid("item_id"), row.integer("units")),
        items);
  }

  private static List<FlashSaleView> views(
      Instant now, List<Row> rows, Map<UUID, SkuTerms> skus, Map<UUID, Integer> left) {
    Map<UUID, List<Row>> bySale =
        rows.stream()
            .collect(Collectors.groupingBy(Row::sale, LinkedHashMap::new, Collectors.toList()));
    return bySale.values().stream()
        .map(
            items ->
                items
                    .get(0)
                    .view(
                        now,
                        items.stream()
                            // Limited since the sale ended: until then it cannot be.
                            .filter(row -> !skus.get(row.sku()).limited())
                            .map(row -> row.itemView(skus.get(row.sku()), left))
                            .toList()))
        .toList();
  }

  private record Left(UUID item, Integer units) {}

  private record Found(List<Row> rows, Map<UUID, SkuTerms> skus) {
    /** Of the others nothing is left to buy. */
    List<UUID> openItems(Instant now) {
      return rows.stream()
          .filter(row -> row.phase(now) != FlashSalePhase.OVER)
          .map(Row::item)
          .toList();
    }
  }

  private record Row(
      UUID sale,
      String name,
      String description,
      boolean ended,
      Instant opensAt,
      Instant closesAt,
      UUID item,
      UUID sku,
      long priceFen,
      int stock,
      int perMemberLimit) {

    static Row of(SqlRow row) {
      return new Row(
          row.uuid("sale_id"),
          row.text("name"),
          row.text("description"),
          row.text("status").equals("ENDED"),
          row.instant("opens_at"),
          row.instant("closes_at"),
          row.uuid("id"),
          row.uuid("sku_id"),
          row.number("price_fen"),
          row.integer("stock"),
          row.integer("per_member_limit"));
    }

    FlashSalePhase phase(Instant now) {
      if (ended || !now.isBefore(closesAt)) {
        return FlashSalePhase.OVER;
      }
      return now.isBefore(opensAt) ? FlashSalePhase.UPCOMING : FlashSalePhase.OPEN;
    }

    FlashSaleView view(Instant now, List<FlashSaleItemView> items) {
      return new FlashSaleView(
          FlashSaleView.ID.encode(sale),
          name,
          description,
          phase(now),
          opensAt,
          closesAt,
          now,
          items);
    }

    FlashSaleItemView itemView(SkuTerms terms, Map<UUID, Integer> left) {
      return new FlashSaleItemView(
          FlashSaleItemView.ID.encode(item),
          terms.productName(),
          terms.skuName(),
          terms.imageUrl(),
          MoneyView.ofFen(priceFen),
          MoneyView.of(terms.price()),
          stock,
          perMemberLimit,
          left.getOrDefault(item, 0));
    }
  }
}

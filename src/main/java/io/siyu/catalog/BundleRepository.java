package io.siyu.catalog;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads bundles with their items, in one query each time. */
@ApplicationScoped
class BundleRepository {

  /** Bundles as {@code b}, chosen and ordered by the query inside; items in their order. */
  private static final String WITH_ITEMS =
      """
      SELECT b.*, i.product_id, i.sku_id, i.part, i.quantity, p.name AS product_name,
             NOT p.on_sale OR %s AS maybe_hidden
      FROM (%s) b JOIN bundle_item i ON i.bundle_id = b.id JOIN product p ON p.id = i.product_id
      ORDER BY b.id %s, i.position""";

  private final Sql sql;

  BundleRepository(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param hidden those of its items' products of which it has to be asked who may see them
   */
  record Found(BundleTerms bundle, Set<UUID> hidden) {}

  /** Running ones with an item of one of the products, oldest first. */
  Uni<List<Found>> running(Collection<UUID> products, Instant now, int limit) {
    String chosen =
        """
        SELECT * FROM bundle
        WHERE active AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
          AND EXISTS (SELECT FROM bundle_item i
                      WHERE i.bundle_id = bundle.id AND i.product_id = ANY($1))
        ORDER BY id LIMIT $3""";
    return found(chosen, "ASC", products, now, limit);
  }

  /** Newest first; for staff. */
  Uni<List<BundleTerms>> all(Boolean active, UUID beforeId, int limit) {
    String chosen =
        """
        SELECT * FROM bundle
        WHERE ($1::boolean IS NULL OR active = $1) AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3""";
    return found(chosen, "DESC", active, beforeId, limit)
        .map(all -> all.stream().map(Found::bundle).toList());
  }

  /**
   * @return null when there is none
   */
  Uni<BundleTerms> byId(UUID id) {
    return found("SELECT * FROM bundle WHERE id = $1", "ASC", id)
        .map(all -> all.isEmpty() ? null : all.get(0).bundle());
  }

  private Uni<List<Found>> found(String chosen, String order, Object... parameters) {
    return sql.list(
            WITH_ITEMS.formatted(ProductAudience.LIMITED, chosen, order), Row::of, parameters)
        .map(BundleRepository::gather);
  }

  private static List<Found> gather(List<Row> rows) {
    Map<UUID, List<Row>> byBundle = new LinkedHashMap<>();
    rows.forEach(
        row -> byBundle.computeIfAbsent(row.bundle().id(), id -> new ArrayList<>()).add(row));
    return byBundle.values().stream()
        .map(
            of ->
                new Found(
                    of.get(0).bundle().with(of.stream().map(Row::item).toList()),
                    Set.copyOf(
                        of.stream()
                            .filter(Row::maybeHidden)
                            .map(row -> row.item().productId())
                            .toList())))
        .toList();
  }

  private record Row(BundleTerms bundle, BundleItem item, boolean maybeHidden) {

    static Row of(SqlRow row) {
      return new Row(
          bundle(row),
          new BundleItem(
              row.uuid("product_id"),
              row.text("product_name"),
              row.uuid("sku_id"),
              row.enumeration(BundlePart.class, "part"),
              row.integer("quantity")),
          row.bool("maybe_hidden"));
    }

    private static BundleTerms bundle(SqlRow row) {
      return new BundleTerms(
          row.uuid("id"),
          row.enumeration(BundleKind.class, "kind"),
          row.text("name"),
          row.isNull("price_fen") ? null : Money.ofFen(row.number("price_fen")),
          row.isNull("pick_count") ? 0 : row.integer("pick_count"),
          row.isNull("percent_off") ? 0 : row.integer("percent_off"),
          row.integer("per_order_limit"),
          row.instant("starts_at"),
          row.instant("ends_at"),
          row.bool("active"),
          row.integer("version"),
          List.of());
    }
  }
}

package io.siyu.catalog;

import io.siyu.catalog.NewBundle.NewItem;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Staff save bundles, on record. Whoever changes another version than the latest is refused. Orders
 * that were made keep what they were sold for.
 */
@ApplicationScoped
class BundleSaving {

  private final Idempotency idempotency;
  private final Sql sql;
  private final Bundles bundles;
  private final Audit audit;
  private final Clock clock;

  BundleSaving(Idempotency idempotency, Sql sql, Bundles bundles, Audit audit, Clock clock) {
    this.idempotency = idempotency;
    this.sql = sql;
    this.bundles = bundles;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param id null = a new one
   * @param version of the one that is changed; null with the id
   * @throws RequestFailure NOT_FOUND
   * @throws InvalidInput when two items of one part fit the same goods, or the kind is another one
   * @throws Refusal with a code of {@link SaveBundleErrorCode}
   */
  Uni<BundleTerms> save(
      UUID operator, UUID id, Integer version, NewBundle wanted, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "saveBundle",
            idempotencyKey,
            Fingerprint.of(id, version, wanted),
            () ->
                products(wanted.items())
                    .chain(
                        products ->
                            (id == null ? add(wanted) : change(id, version, wanted))
                                .call(bundle -> addItems(bundle, wanted.items(), products)))
                    .call(bundle -> record(operator, bundle, wanted)))
        .chain(bundles::byId);
  }

  /** The product of each item. */
  private Uni<List<UUID>> products(List<NewItem> items) {
    Uni<List<UUID>> all = Uni.createFrom().item(new ArrayList<>());
    for (int i = 0; i < items.size(); i++) {
      NewItem item = items.get(i);
      String place = String.valueOf(i);
      all =
          all.call(
              products ->
                  productOf(item)
                      .invoke(
                          product -> {
                            if (product == null) {
                              throw Refusal.of(
                                  SaveBundleErrorCode.UNKNOWN_ITEM,
                                  "There is no such product or SKU.",
                                  "input",
                                  "items",
                                  place);
                            }
                            requireApart(items, products, item, product, place);
                            products.add(product);
                          }));
    }
    return all;
  }

  private Uni<UUID> productOf(NewItem item) {
    return item.skuId() == null
        ? sql.first("SELECT id FROM product WHERE id = $1", row -> row.uuid("id"), item.productId())
        : sql.first(
            "SELECT product_id FROM sku WHERE id = $1",
            row -> row.uuid("product_id"),
            item.skuId());
  }

  /** A product beside one of its own SKUs would leave open which of the two a unit is for. */
  private static void requireApart(
      List<NewItem> items, List<UUID> products, NewItem item, UUID product, String place) {
    for (int i = 0; i < products.size(); i++) {
      NewItem other = items.get(i);
      if (products.get(i).equals(product)
          && other.part() == item.part()
          && (other.skuId() == null || item.skuId() == null)) {
        throw new InvalidInput(
            List.of("input", "items", place), "Another item covers the same goods.");
      }
    }
  }

  private Uni<UUID> add(NewBundle wanted) {
    UUID id = Ids.next();
    return sql.update(
            """
            INSERT INTO bundle (id, kind, name, price_fen, pick_count, percent_off,
                                per_order_limit, starts_at, ends_at, active, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
            id,
            wanted.kind(),
            wanted.name(),
            priceOf(wanted),
            wanted.pickCount(),
            wanted.percentOff(),
            wanted.perOrderLimit(),
            wanted.startsAt(),
            wanted.endsAt(),
            wanted.active(),
            clock.instant())
        .replaceWith(id);
  }

  private Uni<UUID> change(UUID id, int version, NewBundle wanted) {
    return sql.update(
            """
            UPDATE bundle
            SET name = $4, price_fen = $5, pick_count = $6, percent_off = $7,
                per_order_limit = $8, starts_at = $9, ends_at = $10, active = $11,
                version = version + 1
            WHERE id = $1 AND version = $2 AND kind = $3""",
            id,
            version,
            wanted.kind(),
            wanted.name(),
            priceOf(wanted),
            wanted.pickCount(),
            wanted.percentOff(),
            wanted.perOrderLimit(),
            wanted.startsAt(),
            wanted.endsAt(),
            wanted.active())
        .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : refuse(id, wanted.kind()))
        .chain(() -> sql.update("DELETE FROM bundle_item WHERE bundle_id = $1", id))
        .replaceWith(id);
  }

  private Uni<Void> refuse(UUID id, BundleKind kind) {
    return bundles
        .byId(id)
        .invoke(
            now -> {
              if (now.kind() != kind) {
                throw new InvalidInput(List.of("input", "kind"), "The kind stays what it was.");
              }
              throw Refusal.of(
                      SaveBundleErrorCode.CHANGED_MEANWHILE,
                      "Somebody has changed this bundle. Look at it again.",
                      "input",
                      "version")
                  .with("version", now.version());
            })
        .replaceWithVoid();
  }

  private Uni<Void> addItems(UUID bundle, List<NewItem> items, List<UUID> products) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (int i = 0; i < items.size(); i++) {
      int position = i;
      NewItem item = items.get(i);
      all =
          all.chain(
                  () ->
                      sql.update(
                          """
                          INSERT INTO bundle_item (bundle_id, position, product_id, sku_id, part,
                                                   quantity)
                          VALUES ($1, $2, $3, $4, $5, $6)""",
                          bundle,
                          position,
                          products.get(position),
                          item.skuId(),
                          item.part(),
                          item.quantity()))
              .replaceWithVoid();
    }
    return all;
  }

  private Uni<Void> record(UUID operator, UUID id, NewBundle wanted) {
    return audit.record(
        operator,
        "saveBundle",
        BundleView.ID.encode(id),
        new JsonObject()
            .put("kind", wanted.kind().name())
            .put("name", wanted.name())
            .put("priceFen", priceOf(wanted))
            .put("pickCount", wanted.pickCount())
            .put("percentOff", wanted.percentOff())
            .put("perOrderLimit", wanted.perOrderLimit())
            .put("active", wanted.active())
            .put("items", wanted.items().size()));
  }

  private static Long priceOf(NewBundle wanted) {
    return wanted.price() == null ? null : wanted.price().fen();
  }
}

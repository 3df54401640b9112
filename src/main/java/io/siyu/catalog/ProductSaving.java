package io.siyu.catalog;

import io.siyu.audience.Segments;
import io.siyu.catalog.NewProduct.NewSku;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Staff save products, on record. Whoever changes another version than the latest has not seen what
 * is there and is refused. The product's row comes first, then those of its SKUs.
 */
@ApplicationScoped
class ProductSaving {

  private final Idempotency idempotency;
  private final Sql sql;
  private final ProductService products;
  private final SkuSaving skus;
  private final OfferedGoods offered;
  private final Segments segments;
  private final Audit audit;
  private final Clock clock;

  ProductSaving(
      Idempotency idempotency,
      Sql sql,
      ProductService products,
      SkuSaving skus,
      OfferedGoods offered,
      Segments segments,
      Audit audit,
      Clock clock) {
    this.idempotency = idempotency;
    this.sql = sql;
    this.products = products;
    this.skus = skus;
    this.offered = offered;
    this.segments = segments;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param id null = a new one
   * @param version of the one that is changed; null with the id
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal with a code of {@link SaveProductErrorCode}
   */
  Uni<Product> save(
      UUID operator, UUID id, Integer version, NewProduct wanted, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "saveProduct",
            idempotencyKey,
            Fingerprint.of(id, version, wanted),
            () ->
                requireSegment(wanted.audience().segmentId())
                    .chain(() -> id == null ? add(wanted) : change(id, version, wanted))
                    .call(product -> skus.save(product, wanted.skus()))
                    .call(product -> keepOffered(product, wanted))
                    .call(product -> record(operator, product, wanted)))
        .chain(products::any);
  }

  private Uni<Void> requireSegment(UUID segment) {
    return segment == null
        ? Uni.createFrom().voidItem()
        : segments
            .exists(segment)
            .invoke(
                found -> {
                  if (!found) {
                    throw Refusal.of(
                        SaveProductErrorCode.UNKNOWN_SEGMENT,
                        "There is no such segment, or it is put away.",
                        "input",
                        "audience",
                        "segmentId");
                  }
                })
            .replaceWithVoid();
  }

  /** Behind the SKUs, whose locks campaigns wait for. */
  private Uni<Void> keepOffered(UUID product, NewProduct wanted) {
    return wanted.limited() ? offered.refuseToLimit(product) : Uni.createFrom().voidItem();
  }

  private Uni<UUID> add(NewProduct wanted) {
    UUID id = Ids.next();
    return sql.update(
            """
            INSERT INTO product (id, name, description, image_url, more_image_urls, role,
                                 private_only, on_sale, minimum_level, segment_id,
                                 new_members_only, created_at)
            VALUES ($1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10, $11, $12)""",
            id,
            wanted.name(),
            wanted.description(),
            firstImage(wanted),
            moreImages(wanted),
            wanted.role(),
            wanted.privateOnly(),
            wanted.onSale(),
            wanted.audience().minimumLevel(),
            wanted.audience().segmentId(),
            wanted.audience().newMembersOnly(),
            clock.instant())
        .replaceWith(id);
  }

  private Uni<UUID> change(UUID id, int version, NewProduct wanted) {
    return sql.update(
            """
            UPDATE product
            SET name = $3, description = $4, image_url = $5, more_image_urls = $6::text[],
                role = $7, private_only = $8, on_sale = $9, minimum_level = $10,
                segment_id = $11, new_members_only = $12, version = version + 1
            WHERE id = $1 AND version = $2""",
            id,
            version,
            wanted.name(),
            wanted.description(),
            firstImage(wanted),
            moreImages(wanted),
            wanted.role(),
            wanted.privateOnly(),
            wanted.onSale(),
            wanted.audience().minimumLevel(),
            wanted.audience().segmentId(),
            wanted.audience().newMembersOnly())
        .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : refuseOutdated(id))
        .replaceWith(id);
  }

  private Uni<Void> refuseOutdated(UUID id) {
    return products
        .any(id)
        .invoke(
            now -> {
              throw Refusal.of(
                      SaveProductErrorCode.CHANGED_MEANWHILE,
                      "Somebody has changed this product. Look at it again.",
                      "input",
                      "version")
                  .with("version", now.version());
            })
        .replaceWithVoid();
  }

  private Uni<Void> record(UUID operator, UUID id, NewProduct wanted) {
    JsonArray changes = new JsonArray();
    for (NewSku sku : wanted.skus()) {
      changes.add(
          new JsonObject()
              .put("skuId", sku.id() == null ? null : SkuView.ID.encode(sku.id()))
              .put("name", sku.name())
              .put("priceFen", sku.price().fen())
              .put("memberPriceFen", SkuSaving.fenOf(sku.memberPrice()))
              .put("stockChange", sku.stockChange())
              .put("onSale", sku.onSale()));
    }
    return audit.record(
        operator,
        "saveProduct",
        ProductView.ID.encode(id),
        new JsonObject()
            .put("name", wanted.name())
            .put("role", wanted.role().name())
            .put("privateOnly", wanted.privateOnly())
            .put("onSale", wanted.onSale())
            .put("skus", changes));
  }

  private static String firstImage(NewProduct wanted) {
    return wanted.imageUrls().isEmpty() ? null : wanted.imageUrls().get(0);
  }

  /** As an array, because an empty list does not tell the driver of what. */
  private static String[] moreImages(NewProduct wanted) {
    return wanted.imageUrls().stream().skip(1).toArray(String[]::new);
  }
}

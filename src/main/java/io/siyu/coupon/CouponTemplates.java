package io.siyu.coupon;

import io.siyu.audience.Segments;
import io.siyu.catalog.CatalogService;
import io.siyu.community.CommunityService;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** Makes the offers of which members get copies. */
@ApplicationScoped
public class CouponTemplates {

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final Audit audit;
  private final CatalogService catalog;
  private final Segments segments;
  private final CommunityService communities;
  private final CouponTemplateRepository templates;
  private final Clock clock;

  CouponTemplates(
      Database database,
      Sql sql,
      Idempotency idempotency,
      Audit audit,
      CatalogService catalog,
      Segments segments,
      CommunityService communities,
      CouponTemplateRepository templates,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.audit = audit;
    this.catalog = catalog;
    this.segments = segments;
    this.communities = communities;
    this.templates = templates;
    this.clock = clock;
  }

  /**
   * An operator makes an offer, on record.
   *
   * @return id of the new template; the same for the same key
   * @throws Refusal IDEMPOTENCY_KEY_REUSED; PRODUCT_NOT_FOUND and SEGMENT_NOT_FOUND when scope or
   *     audience name what is unknown
   * @throws InvalidInput when a moment lies before the year 2000 or more than ten years ahead
   */
  Uni<UUID> create(UUID operator, String idempotencyKey, Fingerprint input, CouponOffer offer) {
    offer.requirePlausibleTimes(clock.instant());
    return idempotency.once(
        operator,
        "createCouponTemplate",
        idempotencyKey,
        input,
        () ->
            refuseUnknownProducts(offer.discount().productIds())
                .chain(() -> refuseUnknownSegment(offer.audience().segment()))
                .chain(() -> communities.requireStores(offer.stores()))
                .chain(() -> create(offer))
                .call(
                    id ->
                        audit.record(operator, "createCouponTemplate", tagged(id), facts(offer))));
  }

  private Uni<Void> refuseUnknownProducts(Set<UUID> products) {
    if (products.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return catalog
        .existing(products)
        .invoke(
            known -> {
              if (!known.containsAll(products)) {
                throw Refusal.of(
                    CreateCouponTemplateErrorCode.PRODUCT_NOT_FOUND,
                    "A product of the scope does not exist. Choose products that do.",
                    "input",
                    "productIds");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> refuseUnknownSegment(UUID segment) {
    if (segment == null) {
      return Uni.createFrom().voidItem();
    }
    return segments
        .exists(segment)
        .invoke(
            known -> {
              if (!known) {
                throw Refusal.of(
                    CreateCouponTemplateErrorCode.SEGMENT_NOT_FOUND,
                    "The segment of the audience does not exist.",
                    "input",
                    "segmentId");
              }
            })
        .replaceWithVoid();
  }

  private static String tagged(UUID template) {
    return ClaimableCouponView.ID.encode(template);
  }

  private static JsonObject facts(CouponOffer offer) {
    return new JsonObject()
        .put("name", offer.name())
        .put("kind", offer.discount().kind().name())
        .put("total", offer.total())
        .put("perMemberLimit", offer.perMemberLimit());
  }

  /** Newest first, as staff see them. */
  Uni<Page<CouponTemplateView>> page(Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(CouponTemplateConnection.LIST, 1, after);
    UUID before = cursor == null ? null : cursor.uuid(0);
    return database
        .read(() -> templates.forStaff(null, before, size + 1))
        .map(rows -> Page.of(rows, size));
  }

  Uni<CouponTemplateView> forStaff(UUID template) {
    return database.read(() -> templates.forStaff(template, null, 1)).map(found -> found.get(0));
  }

  /**
   * @return id of the new template
   */
  public Uni<UUID> create(CouponOffer offer) {
    UUID id = Ids.next();
    CouponDiscount discount = offer.discount();
    CouponValidity validity = offer.validity();
    return database.transaction(
        () ->
            sql.update(
                    """
                    INSERT INTO coupon_template
                      (id, name, kind, threshold_fen, amount_off_fen, percent_off, cap_fen,
                       product_ids, total, per_member_limit, issue_ways, issue_from, issue_until,
                       valid_from, valid_to, valid_days, minimum_level, segment_id,
                       new_members_only, stacking_group, priority, store_ids)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                            $17, $18, $19, $20, $21, $22)""",
                    id,
                    offer.name(),
                    discount.kind(),
                    discount.threshold().fen(),
                    discount.amountOff().fen(),
                    discount.percentOff(),
                    discount.cap() == null ? null : discount.cap().fen(),
                    discount.productIds(),
                    offer.total(),
                    offer.perMemberLimit(),
                    offer.ways(),
                    offer.issueFrom(),
                    offer.issueUntil(),
                    validity.from(),
                    validity.to(),
                    validity.days(),
                    offer.audience().minimumLevel(),
                    offer.audience().segment(),
                    offer.audience().newMembersOnly(),
                    offer.stacking().group(),
                    offer.stacking().priority(),
                    offer.stores())
                .replaceWith(id));
  }
}

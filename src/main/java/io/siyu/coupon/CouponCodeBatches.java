package io.siyu.coupon;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Batches of codes as staff order and fetch them; {@link CouponCodeJob} makes them. The copies of
 * the offer that the codes are good for are set aside at once.
 */
@ApplicationScoped
class CouponCodeBatches {

  /** A piece of the export. */
  static final int EXPORTED = 5_000;

  private static final String EXPORT = "couponCodeExport";

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final Audit audit;
  private final CouponTemplateRepository templates;

  CouponCodeBatches(
      Database database,
      Sql sql,
      Clock clock,
      Idempotency idempotency,
      Audit audit,
      CouponTemplateRepository templates) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.audit = audit;
    this.templates = templates;
  }

  /**
   * @return the batch; the same for the same key
   * @throws RequestFailure NOT_FOUND when there is no such offer
   * @throws Refusal a {@link CouponOperationErrorCode}; then nothing changed
   */
  Uni<CouponCodeBatch> request(UUID operator, GenerateCouponCodesInput input) {
    CodeOrder order = input.toOrder();
    return idempotency
        .once(
            operator,
            "generateCouponCodes",
            input.idempotencyKey(),
            Fingerprint.of(order),
            () -> create(operator, order))
        .chain(this::get);
  }

  private Uni<UUID> create(UUID operator, CodeOrder order) {
    UUID id = Ids.next();
    Instant now = clock.instant();
    order.requireTimes(now);
    return offer(order.template())
        .invoke(offer -> refuseHopeless(offer, order, now))
        .chain(() -> insert(id, order, now))
        .chain(
            () ->
                audit.record(
                    operator,
                    "generateCouponCodes",
                    CouponCodeBatch.ID.encode(id),
                    new JsonObject()
                        .put("templateId", ClaimableCouponView.ID.encode(order.template()))
                        .put("count", order.count())))
        .chain(() -> setAside(order, now))
        .replaceWith(id);
  }

  private Uni<Offer> offer(UUID template) {
    return templates
        .offer(template, null)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon template"));
  }

  private static void refuseHopeless(Offer offer, CodeOrder order, Instant now) {
    if (!offer.ways().contains(IssueWay.CODE)) {
      throw Refusal.of(
          CouponOperationErrorCode.WAY_NOT_ALLOWED,
          "Copies of this offer are not had by codes.",
          "input",
          "templateId");
    }
    if (offer.obstacle(now) == CouponIssueErrorCode.ENDED) {
      throw Refusal.of(
          CouponOperationErrorCode.ENDED, "This offer is over.", "input", "templateId");
    }
    if (offer.left() < order.count()) {
      throw tooFew(offer.left());
    }
  }

  private static Refusal tooFew(int left) {
    return Refusal.of(
            CouponOperationErrorCode.QUOTA_EXCEEDED,
            "Only " + left + " copies of this offer are left.",
            "input",
            "count")
        .with("left", left);
  }

  private Uni<Void> insert(UUID id, CodeOrder order, Instant now) {
    return sql.update(
            """
            INSERT INTO coupon_code_batch
              (id, template_id, name, requested, redeem_until, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)""",
            id,
            order.template(),
            order.name(),
            order.count(),
            order.redeemUntil(),
            now)
        .replaceWithVoid();
  }

  /** Last, as everybody who wants a copy waits for this row. */
  private Uni<Void> setAside(CodeOrder order, Instant now) {
    return sql.update(
            """
            UPDATE coupon_template SET issued = issued + $2
            WHERE id = $1 AND issued + $2 <= total AND disabled_at IS NULL
              AND (issue_until IS NULL OR issue_until > $3)
              AND (valid_to IS NULL OR valid_to > $3)""",
            order.template(),
            order.count(),
            now)
        .chain(
            rows ->
                rows == 1
                    ? Uni.createFrom().voidItem()
                    : offer(order.template())
                        .map(
                            offer -> {
                              throw tooFew(offer.left());
                            }));
  }

  Uni<CouponCodeBatch> get(UUID batch) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT " + CouponCodeBatch.COLUMNS + " FROM coupon_code_batch WHERE id = $1",
                    CouponCodeBatch::of,
                    batch))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Batch of codes"));
  }

  /** Newest first. */
  Uni<Page<CouponCodeBatch>> page(UUID template, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(CouponCodeBatch.LIST, 1, after);
    UUID before = cursor == null ? null : cursor.uuid(0);
    return database
        .read(
            () ->
                templates
                    .require(template)
                    .chain(
                        () ->
                            sql.list(
                                "SELECT "
                                    + CouponCodeBatch.COLUMNS
                                    + """
                         FROM coupon_code_batch
                        WHERE template_id = $1 AND ($2::uuid IS NULL OR id < $2)
                        ORDER BY id DESC LIMIT $3""",
                                CouponCodeBatch::of,
                                template,
                                before,
                                (long) size + 1)))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * Reads the next piece of the list of codes, on record: codes are worth money.
   *
   * @throws InvalidInput when the cursor is not one of this list
   */
  Uni<CouponCodeExport> export(UUID operator, UUID batch, String after) {
    Cursor cursor = Cursor.decode(EXPORT, 2, after);
    int from = cursor == null ? 0 : cursor.integer(1);
    if (cursor != null && (!cursor.uuid(0).equals(batch) || from < 0)) {
      throw new InvalidInput("after", "The cursor is not one of this list.");
    }
    return database.transaction(
        () ->
            get(batch)
                .chain(
                    found ->
                        lines(batch, from)
                            .call(lines -> record(operator, found, from, lines.size()))
                            .map(lines -> piece(found, from, lines))));
  }

  private Uni<List<String>> lines(UUID batch, int from) {
    return sql.list(
        """
        SELECT number, code, coupon_id IS NOT NULL AS redeemed FROM coupon_code
        WHERE batch_id = $1 AND number > $2 ORDER BY number LIMIT $3""",
        row ->
            "%d,%s,%s\n"
                .formatted(
                    row.integer("number"),
                    CouponCodes.shown(row.text("code")),
                    row.bool("redeemed") ? "REDEEMED" : "NEW"),
        batch,
        from,
        (long) EXPORTED);
  }

  private Uni<Void> record(UUID operator, CouponCodeBatch batch, int from, int count) {
    return audit.record(
        operator,
        EXPORT,
        batch.id(),
        new JsonObject().put("afterNumber", from).put("count", count));
  }

  private static CouponCodeExport piece(CouponCodeBatch batch, int from, List<String> lines) {
    int last = from + lines.size();
    String header = from == 0 ? "number,code,state\n" : "";
    return new CouponCodeExport(
        header + String.join("", lines),
        lines.size(),
        last < batch.requested() && batch.disabledAt() == null || last < batch.generated(),
        lines.isEmpty() ? null : Cursor.of(EXPORT, batch.batchId(), last).encode());
  }
}

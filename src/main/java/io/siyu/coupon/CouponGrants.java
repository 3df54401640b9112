package io.siyu.coupon;

import io.siyu.audience.Segments;
import io.siyu.coupon.GrantCouponsInput.Wanted;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Staff give coupons: to named members at once, to the members of a segment by {@link
 * CouponGrantJob}. Each member of a grant is given one, or is written down with the reason.
 */
@ApplicationScoped
class CouponGrants {

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final Audit audit;
  private final MemberDirectory members;
  private final Segments segments;
  private final CouponTemplateRepository templates;
  private final GrantStep step;

  CouponGrants(
      Database database,
      Sql sql,
      Clock clock,
      Idempotency idempotency,
      Audit audit,
      MemberDirectory members,
      Segments segments,
      CouponTemplateRepository templates,
      GrantStep step) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.audit = audit;
    this.members = members;
    this.segments = segments;
    this.templates = templates;
    this.step = step;
  }

  /**
   * @return the grant as it stands; the same for the same key
   * @throws RequestFailure NOT_FOUND when there is no such offer, segment or member
   * @throws Refusal a {@link CouponOperationErrorCode}; then nothing changed
   */
  Uni<CouponGrantBatch> grant(UUID operator, GrantCouponsInput input) {
    Wanted wanted = input.wanted();
    return idempotency
        .once(
            operator,
            "grantCoupons",
            input.idempotencyKey(),
            Fingerprint.of(wanted.template(), wanted.members(), wanted.segment()),
            () -> create(operator, wanted))
        .chain(this::get);
  }

  private Uni<UUID> create(UUID operator, Wanted wanted) {
    UUID id = Ids.next();
    Instant now = clock.instant();
    return requireSegment(wanted.segment())
        .chain(() -> members.lockAll(wanted.members()))
        .chain(() -> requireGrantable(wanted.template(), now))
        .chain(() -> insert(id, wanted, now))
        .chain(() -> audit.record(operator, "grantCoupons", tagged(id), facts(wanted)))
        .chain(
            () ->
                wanted.segment() == null
                    ? step.give(id, wanted.template(), wanted.members())
                        .chain(given -> finish(id, given, null, now))
                    : Uni.createFrom().voidItem())
        .replaceWith(id);
  }

  private static String tagged(UUID batch) {
    return CouponGrantBatch.ID.encode(batch);
  }

  private static JsonObject facts(Wanted wanted) {
    JsonObject facts =
        new JsonObject().put("templateId", ClaimableCouponView.ID.encode(wanted.template()));
    return wanted.segment() == null
        ? facts.put(
            "members",
            new JsonArray(wanted.members().stream().map(GrantCouponsInput.MEMBER::encode).toList()))
        : facts.put("segmentId", GrantCouponsInput.SEGMENT.encode(wanted.segment()));
  }

  private Uni<Void> requireSegment(UUID segment) {
    if (segment == null) {
      return Uni.createFrom().voidItem();
    }
    return segments
        .exists(segment)
        .invoke(
            found -> {
              if (!found) {
                throw RequestFailure.notFound("Segment");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> requireGrantable(UUID template, Instant now) {
    return templates
        .offer(template, null)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon template"))
        .invoke(
            offer -> {
              if (!offer.ways().contains(IssueWay.GRANT)) {
                throw refusal(
                    CouponOperationErrorCode.WAY_NOT_ALLOWED,
                    "Copies of this offer are not given by staff.");
              }
              CouponIssueErrorCode obstacle = offer.obstacle(now);
              if (obstacle == CouponIssueErrorCode.SOLD_OUT) {
                throw refusal(
                        CouponOperationErrorCode.QUOTA_EXCEEDED,
                        "No copies of this offer are left.")
                    .with("left", 0);
              }
              if (obstacle != null) {
                throw refusal(
                    CouponOperationErrorCode.ENDED, "This offer is over, or opens later.");
              }
            })
        .replaceWithVoid();
  }

  private static Refusal refusal(CouponOperationErrorCode code, String message) {
    return Refusal.of(code, message, "input", "templateId");
  }

  private Uni<Void> insert(UUID id, Wanted wanted, Instant now) {
    return sql.update(
            """
            INSERT INTO coupon_grant_batch (id, template_id, segment_id, state, created_at)
            VALUES ($1, $2, $3, 'RUNNING', $4)""",
            id,
            wanted.template(),
            wanted.segment(),
            now)
        .replaceWithVoid();
  }

  /**
   * Writes down what a step did, and that it was the last one unless a position says where the next
   * one begins.
   */
  Uni<Void> finish(UUID batch, GrantStep.Given given, UUID position, Instant now) {
    GrantState state =
        given.stop() != null
            ? GrantState.STOPPED
            : position == null ? GrantState.DONE : GrantState.RUNNING;
    return sql.update(
            """
            UPDATE coupon_grant_batch
            SET granted = granted + $2, refused = refused + $3, state = $4, stopped_because = $5,
                position = $6, finished_at = $7
            WHERE id = $1""",
            batch,
            given.granted(),
            given.refused(),
            state,
            given.stop(),
            position,
            state == GrantState.RUNNING ? null : now)
        .replaceWithVoid();
  }

  Uni<CouponGrantBatch> get(UUID batch) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT " + CouponGrantBatch.COLUMNS + " FROM coupon_grant_batch WHERE id = $1",
                    CouponGrantBatch::of,
                    batch))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Grant"));
  }

  /** Newest first. */
  Uni<Page<CouponGrantBatch>> page(UUID template, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(CouponGrantBatch.LIST, 1, after);
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
                                    + CouponGrantBatch.COLUMNS
                                    + """
                         FROM coupon_grant_batch
                        WHERE template_id = $1 AND ($2::uuid IS NULL OR id < $2)
                        ORDER BY id DESC LIMIT $3""",
                                CouponGrantBatch::of,
                                template,
                                before,
                                (long) size + 1)))
        .map(rows -> Page.of(rows, size));
  }
}

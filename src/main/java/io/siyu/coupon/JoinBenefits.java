package io.siyu.coupon;

import io.siyu.community.CommunityService;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What members get for joining a community, as staff decide; {@link JoinBenefitJob} gives it. */
@ApplicationScoped
class JoinBenefits {

  private static final int MAX_DELAY_HOURS = 720;

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final Audit audit;
  private final CommunityService communities;
  private final CouponTemplateRepository templates;

  JoinBenefits(
      Database database,
      Sql sql,
      Clock clock,
      Idempotency idempotency,
      Audit audit,
      CommunityService communities,
      CouponTemplateRepository templates) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.audit = audit;
    this.communities = communities;
    this.templates = templates;
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such community or offer
   * @throws Refusal WAY_NOT_ALLOWED or IDEMPOTENCY_KEY_REUSED
   */
  Uni<JoinBenefit> save(UUID operator, SaveJoinBenefitInput input) {
    UUID community = JoinBenefit.COMMUNITY.decode(input.communityId(), "input", "communityId");
    UUID template = ClaimableCouponView.ID.decode(input.templateId(), "input", "templateId");
    Numbers.inRange(input.delayHours(), 0, MAX_DELAY_HOURS, "input", "delayHours");
    return idempotency
        .once(
            operator,
            "saveJoinBenefit",
            input.idempotencyKey(),
            Fingerprint.of(community, template, input.delayHours(), input.active()),
            () ->
                communities
                    .requireCommunities(List.of(community))
                    .chain(() -> requireGrantable(template))
                    .chain(() -> write(community, template, input))
                    .chain(
                        () ->
                            audit.record(
                                operator,
                                "saveJoinBenefit",
                                input.communityId(),
                                new JsonObject()
                                    .put("templateId", input.templateId())
                                    .put("delayHours", input.delayHours())
                                    .put("active", input.active())))
                    .replaceWith(community))
        .chain(this::get);
  }

  private Uni<Void> requireGrantable(UUID template) {
    return templates
        .offer(template, null)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon template"))
        .invoke(
            offer -> {
              if (!offer.ways().contains(IssueWay.GRANT)) {
                throw Refusal.of(
                    CouponOperationErrorCode.WAY_NOT_ALLOWED,
                    "Copies of this offer are not granted.",
                    "input",
                    "templateId");
              }
            })
        .replaceWithVoid();
  }

  /** From when on joining counts stays as it is until the benefit is switched on again. */
  private Uni<Void> write(UUID community, UUID template, SaveJoinBenefitInput input) {
    return sql.update(
            """
            INSERT INTO coupon_join_benefit AS b
              (community_id, template_id, delay_hours, active, counts_since)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (community_id) DO UPDATE
            SET template_id = excluded.template_id, delay_hours = excluded.delay_hours,
                active = excluded.active,
                counts_since = CASE WHEN b.active OR NOT excluded.active THEN b.counts_since
                  ELSE excluded.counts_since END""",
            community,
            template,
            input.delayHours(),
            input.active(),
            clock.instant())
        .replaceWithVoid();
  }

  private Uni<JoinBenefit> get(UUID community) {
    return database.read(
        () ->
            sql.first(
                "SELECT "
                    + JoinBenefit.COLUMNS
                    + " FROM coupon_join_benefit WHERE community_id = $1",
                JoinBenefit::of,
                community));
  }

  /** By community. */
  Uni<Page<JoinBenefit>> page(Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(JoinBenefit.LIST, 1, after);
    return database
        .read(() -> after(cursor == null ? null : cursor.uuid(0), false, size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * In the caller's lane.
   *
   * @param community behind which to go on; null to begin
   */
  Uni<List<JoinBenefit>> after(UUID community, boolean onlyActive, int limit) {
    return sql.list(
        "SELECT "
            + JoinBenefit.COLUMNS
            + """
             FROM coupon_join_benefit
            WHERE ($1::uuid IS NULL OR community_id > $1) AND (active OR NOT $2)
            ORDER BY community_id LIMIT $3""",
        JoinBenefit::of,
        community,
        onlyActive,
        (long) limit);
  }
}

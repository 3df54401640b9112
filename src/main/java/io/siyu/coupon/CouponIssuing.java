package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Gives copies of an offer to members. Quota and per-member limit hold however many ask at once:
 * each is one guarded statement, and zero rows is the refusal. The template's row, which everybody
 * wants, is locked last.
 */
@ApplicationScoped
public class CouponIssuing {

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final CouponTemplateRepository templates;
  private final CouponAudiences audiences;

  CouponIssuing(
      Database database,
      Sql sql,
      Clock clock,
      Idempotency idempotency,
      MemberDirectory members,
      CouponTemplateRepository templates,
      CouponAudiences audiences) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.members = members;
    this.templates = templates;
    this.audiences = audiences;
  }

  /**
   * A member takes a copy of a PUBLIC offer.
   *
   * @return id of the coupon; the same for the same key
   * @throws Refusal a {@link CouponIssueErrorCode} or IDEMPOTENCY_KEY_REUSED; then nothing changed
   */
  public Uni<UUID> claim(UUID member, UUID templateId, String idempotencyKey) {
    return database
        .read(() -> templates.offer(templateId, member))
        .invoke(this::refuseHopeless)
        .chain(
            () ->
                idempotency.once(
                    member,
                    "claimCoupon",
                    idempotencyKey,
                    Fingerprint.of(templateId),
                    () -> {
                      UUID coupon = Ids.next();
                      return issue(
                          coupon, member, templateId, CouponSource.CLAIM, coupon.toString());
                    }));
  }

  /**
   * Keeps the many who come too late off the write path. Whoever had a copy before may be asking
   * again with the key of that time, so only the idempotency record knows the answer.
   */
  private void refuseHopeless(Offer offer) {
    if (offer == null || !offer.ways().contains(IssueWay.PUBLIC)) {
      throw refusal(CouponIssueErrorCode.NOT_FOUND, null);
    }
    CouponIssueErrorCode obstacle = offer.obstacle(clock.instant());
    if (obstacle != null && offer.taken() == 0) {
      throw refusal(obstacle, offer);
    }
  }

  /**
   * Gives a member a copy for a cause, once per (template, source, key), in the caller's
   * transaction. Quota, per-member limit and window of the offer hold here, too.
   *
   * @param sourceKey names the cause within its source, 1–200 characters, e.g. a redemption's id
   * @return id of the coupon, whether issued now or before
   * @throws Refusal a {@link CouponIssueErrorCode}
   */
  public Uni<UUID> grant(UUID member, UUID templateId, CouponSource source, String sourceKey) {
    return database.transaction(() -> issue(Ids.next(), member, templateId, source, sourceKey));
  }

  /**
   * Gives a member the copy that a code is good for, in the caller's transaction, which has locked
   * member and code. It was counted on the template when the code was made, so that nobody else can
   * take it; window and per-member limit hold here, too.
   *
   * @param code names the code, never the code itself
   * @throws Refusal a {@link CouponIssueErrorCode}
   */
  Uni<Void> redeem(UUID coupon, UUID member, UUID template, String code) {
    Instant now = clock.instant();
    return insert(coupon, member, template, CouponSource.CODE, code, now)
        .invoke(
            inserted -> {
              if (inserted == 0) {
                throw refusal(CouponIssueErrorCode.NOT_FOUND, null);
              }
            })
        .chain(() -> requireMeant(template, member))
        .chain(() -> countMember(template, member))
        .chain(() -> templates.offer(template, null))
        .invoke(
            offer -> {
              CouponIssueErrorCode obstacle = offer.obstacle(now);
              if (obstacle != null && obstacle != CouponIssueErrorCode.SOLD_OUT) {
                throw refusal(obstacle, offer);
              }
            })
        .replaceWithVoid();
  }

  private Uni<UUID> issue(
      UUID coupon, UUID member, UUID template, CouponSource source, String sourceKey) {
    Instant now = clock.instant();
    return members
        .lock(member)
        .chain(() -> insert(coupon, member, template, source, sourceKey, now))
        .chain(
            inserted ->
                inserted == 1
                    ? requireMeant(template, member)
                        .chain(() -> countMember(template, member))
                        .chain(() -> countTemplate(template, now))
                        .replaceWith(coupon)
                    : issuedBefore(member, template, source, sourceKey));
  }

  /** A concurrent grant for the same cause waits here on the unique key. */
  private Uni<Integer> insert(
      UUID coupon, UUID member, UUID template, CouponSource source, String sourceKey, Instant now) {
    return sql.update(
        """
        WITH issued AS (
          INSERT INTO coupon
            (id, template_id, member_id, status, name, kind, threshold_fen, amount_off_fen,
             percent_off, cap_fen, product_ids, stacking_group, priority, store_ids, valid_from, valid_to,
             source, source_key, issued_at)
          SELECT $1, t.id, $3, 'ISSUED', t.name, t.kind, t.threshold_fen, t.amount_off_fen,
             t.percent_off, t.cap_fen, t.product_ids, t.stacking_group, t.priority, t.store_ids,
             coalesce(t.valid_from, $6),
             coalesce(t.valid_to, $6 + t.valid_days * interval '24 hours'), $4, $5, $6
          FROM coupon_template t WHERE t.id = $2 AND $7 = ANY (t.issue_ways)
          ON CONFLICT (template_id, source, source_key) DO NOTHING
          RETURNING id)
        INSERT INTO coupon_transition (coupon_id, to_status, cause, at)
        SELECT id, 'ISSUED', $4, $6 FROM issued""",
        coupon,
        template,
        member,
        source,
        sourceKey,
        now,
        source.way());
  }

  private Uni<Void> requireMeant(UUID template, UUID member) {
    return audiences
        .meant(template, List.of(member))
        .invoke(
            meant -> {
              if (meant.isEmpty()) {
                throw refusal(CouponIssueErrorCode.NOT_ELIGIBLE, null);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> countMember(UUID template, UUID member) {
    return sql.update(
            """
            INSERT INTO coupon_member_quota AS q (template_id, member_id, taken)
            VALUES ($1, $2, 1)
            ON CONFLICT (template_id, member_id) DO UPDATE SET taken = q.taken + 1
            WHERE q.taken + 1 <= (SELECT per_member_limit FROM coupon_template WHERE id = $1)""",
            template,
            member)
        .invoke(
            rows -> {
              if (rows == 0) {
                throw refusal(CouponIssueErrorCode.LIMIT_REACHED, null);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> countTemplate(UUID template, Instant now) {
    return sql.update(
            """
            UPDATE coupon_template SET issued = issued + 1
            WHERE id = $1 AND issued + 1 <= total
              AND disabled_at IS NULL
              AND issue_from <= $2 AND (issue_until IS NULL OR issue_until > $2)
              AND (valid_to IS NULL OR valid_to > $2)""",
            template,
            now)
        .chain(
            rows ->
                rows == 1
                    ? Uni.createFrom().voidItem()
                    : templates.offer(template, null).map(offer -> refuse(offer, now)));
  }

  private static Void refuse(Offer offer, Instant now) {
    CouponIssueErrorCode obstacle = offer.obstacle(now);
    throw refusal(obstacle == null ? CouponIssueErrorCode.SOLD_OUT : obstacle, offer);
  }

  private Uni<UUID> issuedBefore(
      UUID member, UUID template, CouponSource source, String sourceKey) {
    return sql.first(
            """
            SELECT id FROM coupon
            WHERE template_id = $1 AND source = $2 AND source_key = $3 AND member_id = $4""",
            row -> row.uuid("id"),
            template,
            source,
            sourceKey,
            member)
        .onItem()
        .ifNull()
        .failWith(() -> refusal(CouponIssueErrorCode.NOT_FOUND, null));
  }

  private static Refusal refusal(CouponIssueErrorCode code, Offer offer) {
    return switch (code) {
      case NOT_FOUND ->
          Refusal.of(code, "There is no such coupon to claim.", "input", "templateId");
      case NOT_OPEN ->
          Refusal.of(
                  code,
                  "This coupon cannot be claimed yet. Come back later.",
                  "input",
                  "templateId")
              .with("opensAt", offer.issueFrom());
      case ENDED -> Refusal.of(code, "This offer is over.", "input", "templateId");
      case SOLD_OUT ->
          Refusal.of(code, "All of these coupons have been claimed.", "input", "templateId");
      case NOT_ELIGIBLE ->
          Refusal.of(code, "This coupon is meant for other members.", "input", "templateId");
      case LIMIT_REACHED ->
          Refusal.of(code, "You have had all that one member may claim.", "input", "templateId");
    };
  }
}

package io.siyu.coupon;

import io.siyu.coupon.CouponAudiences.Viewpoint;
import io.siyu.kernel.Money;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads templates as finished records. */
@ApplicationScoped
class CouponTemplateRepository {

  private final Sql sql;

  CouponTemplateRepository(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param member whose copies are counted, or null
   * @return null when there is no such template
   */
  Uni<Offer> offer(UUID template, UUID member) {
    return sql.first(
        """
        SELECT t.id, t.total - t.issued AS remaining, t.per_member_limit, t.issue_ways,
               t.issue_from, least(t.issue_until, t.valid_to, t.disabled_at) AS ends_at,
               coalesce(q.taken, 0) AS taken
        FROM coupon_template t
        LEFT JOIN coupon_member_quota q ON q.template_id = t.id AND q.member_id = $2
        WHERE t.id = $1""",
        CouponTemplateRepository::offer,
        template,
        member);
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such template
   */
  Uni<Void> require(UUID template) {
    return offer(template, null)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon template"))
        .replaceWithVoid();
  }

  /** Segments that offers which can be claimed, now or later, are meant for. */
  Uni<List<UUID>> segmentsOfClaimable(Instant now) {
    return sql.list(
        """
        SELECT DISTINCT segment_id FROM coupon_template
        WHERE 'PUBLIC' = ANY (issue_ways) AND segment_id IS NOT NULL AND disabled_at IS NULL
          AND (issue_until IS NULL OR issue_until > $1) AND (valid_to IS NULL OR valid_to > $1)
        LIMIT 1000""",
        row -> row.uuid("segment_id"),
        now);
  }

  /**
   * Offers as staff see them, newest first.
   *
   * @param id the only one that is wanted, or null
   * @param beforeId the last id of the page before, or null
   */
  Uni<List<CouponTemplateView>> forStaff(UUID id, UUID beforeId, int limit) {
    return sql.list(
        """
        SELECT * FROM coupon_template
        WHERE ($1::uuid IS NULL OR id = $1) AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3""",
        CouponTemplateRepository::view,
        id,
        beforeId,
        (long) limit);
  }

  private static CouponTemplateView view(SqlRow row) {
    UUID id = row.uuid("id");
    CouponKind kind = row.enumeration(CouponKind.class, "kind");
    CouponAudience audience = CouponAudience.of(row);
    return new CouponTemplateView(
        id,
        ClaimableCouponView.ID.encode(id),
        row.text("name"),
        CouponTermsView.of(
            kind,
            Money.ofFen(row.number("threshold_fen")),
            Money.ofFen(row.number("amount_off_fen")),
            row.integer("percent_off"),
            row.isNull("cap_fen") ? null : Money.ofFen(row.number("cap_fen")),
            Set.of(row.raw().getArrayOfUUIDs("product_ids")),
            CouponStacking.of(kind, row),
            Set.of(row.raw().getArrayOfUUIDs("store_ids"))),
        row.integer("total"),
        row.integer("issued"),
        row.integer("per_member_limit"),
        List.copyOf(ways(row)),
        audience.minimumLevel(),
        audience.segment() == null ? null : GrantCouponsInput.SEGMENT.encode(audience.segment()),
        audience.newMembersOnly(),
        row.instant("issue_from"),
        row.instant("issue_until"),
        row.instant("valid_from"),
        row.instant("valid_to"),
        row.isNull("valid_days") ? null : row.integer("valid_days"),
        row.instant("disabled_at"),
        row.instant("created_at"));
  }

  private static Set<IssueWay> ways(SqlRow row) {
    return Arrays.stream(row.raw().getArrayOfStrings("issue_ways"))
        .map(IssueWay::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(IssueWay.class)));
  }

  /**
   * Offers that anyone may claim now or later, newest first; sold-out ones included.
   *
   * @param member whose copies are counted, or null
   * @param viewpoint decides which of them are shown
   * @param beforeId the last id of the page before, or null
   */
  Uni<List<ClaimableCoupon>> claimable(
      UUID member, Viewpoint viewpoint, Instant now, UUID beforeId, int limit) {
    return sql.list(
        """
        SELECT t.*, t.total - t.issued AS remaining, least(t.issue_until, t.valid_to, t.disabled_at) AS ends_at,
               coalesce(q.taken, 0) AS taken
        FROM coupon_template t
        LEFT JOIN coupon_member_quota q ON q.template_id = t.id AND q.member_id = $1
        WHERE 'PUBLIC' = ANY (t.issue_ways)
          AND (t.issue_until IS NULL OR t.issue_until > $2)
          AND (t.valid_to IS NULL OR t.valid_to > $2)
          AND t.disabled_at IS NULL
          AND (t.segment_id IS NULL OR t.segment_id = ANY($5))
          AND (NOT t.new_members_only OR $6)
          AND ($3::uuid IS NULL OR t.id < $3)
        ORDER BY t.id DESC LIMIT $4""",
        row -> claimable(row, viewpoint.level(), now),
        member,
        now,
        beforeId,
        limit,
        viewpoint.segments(),
        viewpoint.isNew());
  }

  private static ClaimableCoupon claimable(SqlRow row, int level, Instant now) {
    CouponKind kind = row.enumeration(CouponKind.class, "kind");
    return new ClaimableCoupon(
        offer(row),
        row.text("name"),
        kind,
        Money.ofFen(row.number("threshold_fen")),
        Money.ofFen(row.number("amount_off_fen")),
        row.integer("percent_off"),
        row.isNull("cap_fen") ? null : Money.ofFen(row.number("cap_fen")),
        Set.of(row.raw().getArrayOfUUIDs("product_ids")),
        CouponStacking.of(kind, row),
        Set.of(row.raw().getArrayOfUUIDs("store_ids")),
        CouponAudience.of(row),
        row.instant("valid_from"),
        row.instant("valid_to"),
        row.isNull("valid_days") ? null : row.integer("valid_days"),
        level,
        now);
  }

  private static Offer offer(SqlRow row) {
    return new Offer(
        row.uuid("id"),
        row.integer("remaining"),
        row.integer("per_member_limit"),
        row.integer("taken"),
        ways(row),
        row.instant("issue_from"),
        row.instant("ends_at"));
  }
}

package io.siyu.coupon;

import io.siyu.kernel.Money;
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
               t.issue_from, least(t.issue_until, t.valid_to) AS ends_at,
               coalesce(q.taken, 0) AS taken
        FROM coupon_template t
        LEFT JOIN coupon_member_quota q ON q.template_id = t.id AND q.member_id = $2
        WHERE t.id = $1""",
        CouponTemplateRepository::offer,
        template,
        member);
  }

  /**
   * Offers that anyone may claim now or later, newest first; sold-out ones included.
   *
   * @param member whose copies are counted, or null
   * @param beforeId the last id of the page before, or null
   */
  Uni<List<ClaimableCoupon>> claimable(UUID member, Instant now, UUID beforeId, int limit) {
    return sql.list(
        """
        SELECT t.*, t.total - t.issued AS remaining, least(t.issue_until, t.valid_to) AS ends_at,
               coalesce(q.taken, 0) AS taken
        FROM coupon_template t
        LEFT JOIN coupon_member_quota q ON q.template_id = t.id AND q.member_id = $1
        WHERE 'PUBLIC' = ANY (t.issue_ways)
          AND (t.issue_until IS NULL OR t.issue_until > $2)
          AND (t.valid_to IS NULL OR t.valid_to > $2)
          AND ($3::uuid IS NULL OR t.id < $3)
        ORDER BY t.id DESC LIMIT $4""",
        row -> claimable(row, now),
        member,
        now,
        beforeId,
        limit);
  }

  private static ClaimableCoupon claimable(SqlRow row, Instant now) {
    return new ClaimableCoupon(
        offer(row),
        row.text("name"),
        row.enumeration(CouponKind.class, "kind"),
        Money.ofFen(row.number("threshold_fen")),
        Money.ofFen(row.number("amount_off_fen")),
        row.integer("percent_off"),
        row.isNull("cap_fen") ? null : Money.ofFen(row.number("cap_fen")),
        Set.of(row.raw().getArrayOfUUIDs("product_ids")),
        row.instant("valid_from"),
        row.instant("valid_to"),
        row.isNull("valid_days") ? null : row.integer("valid_days"),
        now);
  }

  private static Offer offer(SqlRow row) {
    return new Offer(
        row.uuid("id"),
        row.integer("remaining"),
        row.integer("per_member_limit"),
        row.integer("taken"),
        Arrays.stream(row.raw().getArrayOfStrings("issue_ways"))
            .map(IssueWay::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(IssueWay.class))),
        row.instant("issue_from"),
        row.instant("ends_at"));
  }
}

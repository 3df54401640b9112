package io.siyu.coupon;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumSet;
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

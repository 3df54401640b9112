package io.siyu.coupon;

import io.siyu.member.Allowance;
import io.siyu.member.Allowances;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** How many copies of each offer a person has had, of offers that still have some to give. */
@ApplicationScoped
class CouponAllowance implements Allowances {

  /** Takes the instant as its last parameter. */
  private static final String GOES_ON =
      "(t.issue_until IS NULL OR t.issue_until > %1$s) AND (t.valid_to IS NULL OR t.valid_to > %1$s)";

  private static final String USED =
      """
      SELECT q.template_id::text AS subject, $3::text AS period, q.taken::bigint AS amount
      FROM coupon_member_quota q JOIN coupon_template t ON t.id = q.template_id
      WHERE q.member_id = $1 AND %s ORDER BY q.template_id DESC LIMIT $2"""
          .formatted(GOES_ON.formatted("$4"));

  private static final String RESTORE =
      """
      INSERT INTO coupon_member_quota AS q (template_id, member_id, taken)
      SELECT t.id, $1, had.amount
      FROM unnest($2::uuid[], $3::bigint[]) AS had (template_id, amount)
      JOIN coupon_template t ON t.id = had.template_id
      WHERE %s
      ON CONFLICT (template_id, member_id) DO UPDATE SET taken = q.taken + excluded.taken"""
          .formatted(GOES_ON.formatted("$4"));

  private final Sql sql;
  private final Clock clock;

  CouponAllowance(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "coupons";
  }

  @Override
  public Uni<List<Allowance>> used(UUID member) {
    return sql.list(USED, Allowance::of, member, AT_MOST, Allowance.ALWAYS, clock.instant());
  }

  @Override
  public Uni<Void> restore(UUID member, List<Allowance> used) {
    return sql.update(
            RESTORE,
            member,
            used.stream().map(one -> UUID.fromString(one.subject())).toList(),
            used.stream().map(Allowance::amount).toList(),
            clock.instant())
        .replaceWithVoid();
  }
}

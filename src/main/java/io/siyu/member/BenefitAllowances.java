package io.siyu.member;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** A tier's benefits are given to a person once a period, whatever account they have. */
@ApplicationScoped
class BenefitAllowances implements Allowances {

  private final Sql sql;
  private final TierCalendar calendar;
  private final Clock clock;

  BenefitAllowances(Sql sql, TierCalendar calendar, Clock clock) {
    this.sql = sql;
    this.calendar = calendar;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "tierBenefits";
  }

  @Override
  public Uni<List<Allowance>> used(UUID member) {
    return sql.list(
        """
        SELECT benefit_id::text AS subject, period, copies::bigint AS amount
        FROM member_benefit_grant
        WHERE member_id = $1 AND state = 'GRANTED' AND period = ANY($2)
        ORDER BY id DESC LIMIT $3""",
        Allowance::of,
        member,
        List.copyOf(calendar.periods()),
        AT_MOST);
  }

  /** The grant alone: the coupons were had before. */
  @Override
  public Uni<Void> restore(UUID member, List<Allowance> used) {
    return sql.update(
            """
            INSERT INTO member_benefit_grant
              (id, member_id, benefit_id, type, period, copies, state, attempted_at)
            SELECT had.id, $1, b.id, b.type, had.period, had.copies, 'GRANTED', $7
            FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[])
              AS had (id, benefit_id, period, copies)
            JOIN tier_benefit b ON b.id = had.benefit_id
            WHERE had.period = ANY($6)
            ON CONFLICT DO NOTHING""",
            member,
            used.stream().map(one -> Ids.next()).toList(),
            used.stream().map(one -> UUID.fromString(one.subject())).toList(),
            used.stream().map(Allowance::period).toList(),
            used.stream().map(Allowance::amount).toList(),
            List.copyOf(calendar.periods()),
            clock.instant())
        .replaceWithVoid();
  }
}

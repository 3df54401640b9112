package io.siyu.points;

import io.siyu.member.Allowance;
import io.siyu.member.Allowances;
import io.siyu.platform.database.Sql;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;

/** What a person has earned by each rule on the days that its caps still count. */
@ApplicationScoped
class EarnCapAllowance implements Allowances {

  private final Sql sql;
  private final BrandCalendar calendar;

  EarnCapAllowance(Sql sql, BrandCalendar calendar) {
    this.sql = sql;
    this.calendar = calendar;
  }

  @Override
  public String kind() {
    return "earnRules";
  }

  @Override
  public Uni<List<Allowance>> used(UUID member) {
    return sql.list(
        """
        SELECT rule_code AS subject, day::text AS period, sum(points)::bigint AS amount
        FROM earn_rule_grant WHERE member_id = $1 AND day >= $2::date
        GROUP BY rule_code, day HAVING sum(points) > 0
        ORDER BY day DESC, rule_code LIMIT $3""",
        Allowance::of,
        member,
        firstCounted(),
        AT_MOST);
  }

  /** Rows that count for the caps, and are no earnings of this account. */
  @Override
  public Uni<Void> restore(UUID member, List<Allowance> used) {
    return sql.update(
            """
            INSERT INTO earn_rule_grant AS given (member_id, business_type, business_id, kind,
                                                  rule_code, day, points, created_at)
            SELECT $1, $2, had.day, rule.code, rule.code, had.day::date, had.points, $6
            FROM unnest($3::text[], $4::text[], $5::bigint[]) AS had (rule, day, points)
            JOIN earn_rule rule ON rule.code = had.rule
            WHERE had.day::date >= $7::date
            ON CONFLICT (member_id, business_type, business_id, kind) DO UPDATE
            SET points = given.points + excluded.points""",
            member,
            DebtAllowance.EARLIER_ACCOUNT,
            used.stream().map(Allowance::subject).toList(),
            used.stream().map(Allowance::period).toList(),
            used.stream().map(Allowance::amount).toList(),
            calendar.now(),
            firstCounted())
        .replaceWithVoid();
  }

  /** Of this week or of this month, whichever is longer ago. */
  private LocalDate firstCounted() {
    LocalDate today = calendar.today();
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    return monday.isBefore(first) ? monday : first;
  }
}

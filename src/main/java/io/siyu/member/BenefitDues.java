package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Finds members who have to be given a benefit, and locks them, in the order of their ids, in the
 * caller's transaction: whoever was changed meanwhile is looked at again as they are now.
 */
@ApplicationScoped
class BenefitDues {

  /** Every member comes behind it. */
  static final UUID FIRST = new UUID(0, 0);

  private final Sql sql;
  private final TierCalendar calendar;

  BenefitDues(Sql sql, TierCalendar calendar) {
    this.sql = sql;
    this.calendar = calendar;
  }

  /**
   * Members whose birthday is celebrated about now and who had nothing for it yet. Whoever deleted
   * an account and returned may have had there what was due until then: up to the year that was
   * being celebrated on the day of the return, this account gets nothing.
   */
  Uni<List<DueBenefit>> birthdays(UUID after, int limit) {
    List<Birthdays.Celebration> celebrations = calendar.birthdays();
    return sql.list(
        """
        SELECT m.id AS member_id, b.id, b.type, b.coupon_template_id, b.copies, day.period
        FROM unnest($1::int[], $2::text[]) AS day (code, period)
        JOIN member m ON m.birthday IS NOT NULL
          AND extract(month FROM m.birthday)::int * 100 + extract(day FROM m.birthday)::int = day.code
        JOIN tier_benefit b ON b.tier_id = m.tier_id AND b.type = 'BIRTHDAY_COUPON' AND b.active
        WHERE m.status = 'ACTIVE' AND m.id > $3
          AND NOT (m.returned AND day.period::int
                     <= extract(year FROM (m.created_at AT TIME ZONE $5::text)::date + $6::int))
          AND NOT EXISTS (
            SELECT FROM member_benefit_grant had
            WHERE had.member_id = m.id AND had.type = 'BIRTHDAY_COUPON' AND had.period = day.period
              AND (had.state = 'GRANTED' OR had.benefit_id = b.id))
        ORDER BY m.id LIMIT $4 FOR NO KEY UPDATE OF m""",
        BenefitDues::due,
        celebrations.stream().map(Birthdays.Celebration::code).toList(),
        celebrations.stream().map(celebration -> String.valueOf(celebration.year())).toList(),
        after,
        limit,
        calendar.zone().getId(),
        calendar.birthdayDaysBefore());
  }

  /** Members of a tier who did not have its monthly benefit this month. */
  Uni<List<DueBenefit>> monthly(TierBenefit benefit, UUID after, int limit) {
    return sql.list(
        """
        SELECT m.id AS member_id, b.id, b.type, b.coupon_template_id, b.copies, $3::text AS period
        FROM tier_benefit b JOIN member m ON m.tier_id = b.tier_id
        WHERE b.id = $1 AND b.active AND m.tier_id = $2 AND m.status = 'ACTIVE' AND m.id > $4
          AND NOT EXISTS (
            SELECT FROM member_benefit_grant had
            WHERE had.member_id = m.id AND had.benefit_id = b.id AND had.period = $3::text)
        ORDER BY m.id LIMIT $5 FOR NO KEY UPDATE OF m""",
        BenefitDues::due,
        benefit.benefitId(),
        benefit.tier(),
        calendar.month(),
        after,
        limit);
  }

  /** Benefits of present periods that an offer could not give when they were tried last. */
  Uni<List<DueBenefit>> missed(Instant triedBefore, int limit) {
    return sql.list(
        """
        SELECT m.id AS member_id, b.id, b.type, b.coupon_template_id, b.copies, g.period
        FROM member_benefit_grant g
        JOIN member m ON m.id = g.member_id AND m.status = 'ACTIVE'
        JOIN tier_benefit b ON b.id = g.benefit_id AND b.tier_id = m.tier_id AND b.active
        WHERE g.state = 'MISSED' AND g.attempted_at < $1 AND g.period = ANY($2)
          AND NOT (g.type = 'BIRTHDAY_COUPON' AND EXISTS (
            SELECT FROM member_benefit_grant had
            WHERE had.member_id = m.id AND had.type = 'BIRTHDAY_COUPON' AND had.period = g.period
              AND had.state = 'GRANTED'))
        ORDER BY m.id LIMIT $3 FOR NO KEY UPDATE OF m""",
        BenefitDues::due,
        triedBefore,
        List.copyOf(calendar.periods()),
        limit);
  }

  private static DueBenefit due(SqlRow row) {
    return new DueBenefit(
        row.uuid("member_id"),
        row.uuid("id"),
        row.enumeration(TierBenefitType.class, "type"),
        row.uuid("coupon_template_id"),
        row.integer("copies"),
        row.text("period"));
  }
}

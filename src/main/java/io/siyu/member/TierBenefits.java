package io.siyu.member;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What tiers give beside price and points. */
@ApplicationScoped
public class TierBenefits {

  private static final String COLUMNS =
      "b.id, b.tier_id, b.type, b.coupon_template_id, b.copies, b.weekday, b.month_day ";

  private final Database database;
  private final Sql sql;
  private final TierCalendar calendar;
  private final BenefitGrants grants;

  TierBenefits(Database database, Sql sql, TierCalendar calendar, BenefitGrants grants) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
    this.grants = grants;
  }

  /**
   * Whether today, in the brand's zone, is a day kept for members of the member's tier.
   *
   * @throws RequestFailure NOT_FOUND when there is no such member
   */
  public Uni<Boolean> isExclusiveDayOf(UUID member) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + COLUMNS
                        + """
                         FROM member m LEFT JOIN tier_benefit b
                          ON b.tier_id = m.tier_id AND b.active AND b.type = 'EXCLUSIVE_DAY'
                        WHERE m.id = $1""",
                    row -> !row.isNull("id") && TierBenefit.of(row).isOn(calendar.today()),
                    member))
        .map(
            found ->
                found.stream().findFirst().orElseThrow(() -> RequestFailure.notFound("Member")));
  }

  /** Of each tier, in the order of their types. */
  Uni<Map<UUID, List<TierBenefit>>> of(Collection<UUID> tiers) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + COLUMNS
                        + " FROM tier_benefit b WHERE b.tier_id = ANY($1) AND b.active"
                        + " ORDER BY b.tier_id, b.type",
                    TierBenefit::of,
                    Set.copyOf(tiers)))
        .map(found -> found.stream().collect(Collectors.groupingBy(TierBenefit::tier)));
  }

  /** The monthly benefits of all tiers. */
  Uni<List<TierBenefit>> monthly() {
    return database.read(
        () ->
            sql.list(
                "SELECT "
                    + COLUMNS
                    + " FROM tier_benefit b WHERE b.type = 'MONTHLY_FREE_SHIPPING' AND b.active"
                    + " ORDER BY b.id",
                TierBenefit::of));
  }

  /**
   * Gives what comes with a tier at once, in the transaction of the rise: the gift of reaching it,
   * and what it gives this month. The lower tiers passed by give nothing.
   */
  Uni<Void> onRise(UUID member, UUID tier) {
    return sql.list(
            "SELECT "
                + COLUMNS
                + """
                 FROM tier_benefit b WHERE b.tier_id = $1 AND b.active
                  AND b.type IN ('UPGRADE_COUPON', 'MONTHLY_FREE_SHIPPING')""",
            TierBenefit::of,
            tier)
        .chain(
            found ->
                grants.giveAll(
                    found.stream()
                        .map(
                            benefit ->
                                new DueBenefit(
                                    member,
                                    benefit.benefitId(),
                                    benefit.type(),
                                    benefit.couponTemplate(),
                                    benefit.copies(),
                                    calendar.periodOf(benefit.type())))
                        .toList()));
  }

  /** The benefits of a member's tier, and what became of them in the period that runs now. */
  Uni<List<MemberBenefit>> ofMember(UUID member) {
    return database.read(
        () ->
            sql.list(
                "SELECT "
                    + COLUMNS
                    + """
                    , g.state, g.copies AS given_copies, g.attempted_at
                     FROM member m JOIN tier_benefit b ON b.tier_id = m.tier_id AND b.active
                    LEFT JOIN LATERAL (
                      SELECT * FROM member_benefit_grant g
                      WHERE g.member_id = m.id
                        AND g.period = CASE b.type WHEN 'BIRTHDAY_COUPON' THEN $2
                                                   WHEN 'MONTHLY_FREE_SHIPPING' THEN $3
                                                   ELSE $4 END
                        AND (g.benefit_id = b.id
                             OR b.type = 'BIRTHDAY_COUPON' AND g.type = b.type)
                      ORDER BY g.state, g.id LIMIT 1
                    ) g ON true
                    WHERE m.id = $1 ORDER BY b.type""",
                this::memberBenefit,
                member,
                calendar.birthdayYear(),
                calendar.month(),
                DueBenefit.ONCE));
  }

  private MemberBenefit memberBenefit(SqlRow row) {
    TierBenefit benefit = TierBenefit.of(row);
    boolean granted = "GRANTED".equals(row.text("state"));
    return new MemberBenefit(
        benefit,
        calendar.periodOf(benefit.type()),
        granted ? row.integer("given_copies") : 0,
        granted ? row.instant("attempted_at") : null,
        benefit.isOn(calendar.today()));
  }
}

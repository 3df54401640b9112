package io.siyu.points;

import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.points.PointsLedger.Part;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;

/**
 * Earns points by the rules, within their caps. For sources on the server's side alone: whoever
 * calls this knows by itself that the thing was done.
 *
 * <p>Every thing is asked about once: what a cap left of it then is what it earns, whenever it is
 * replayed. Points that are taken back later stay counted, so that undoing makes no room for more.
 */
@ApplicationScoped
public class RuleEarnings {

  private static final String BASE = "BASE";

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;
  private final EarnRules rules;
  private final PointsLedger ledger;
  private final BrandCalendar calendar;

  RuleEarnings(
      Database database,
      Sql sql,
      MemberDirectory members,
      EarnRules rules,
      PointsLedger ledger,
      BrandCalendar calendar) {
    this.database = database;
    this.sql = sql;
    this.members = members;
    this.rules = rules;
    this.ledger = ledger;
    this.calendar = calendar;
  }

  /**
   * Something was done that earns the rule's points, spendable at once; in the caller's
   * transaction.
   *
   * @param businessId which one of its kind, at most 80 characters, e.g. the questionnaire's id
   * @return what it earned now; 0 when it had earned before, or a cap is reached
   */
  public Uni<Integer> earn(UUID member, EarnRuleCode rule, String businessId) {
    return earnOn(calendar.today(), member, rule, businessId);
  }

  /**
   * As {@link #earn(UUID, EarnRuleCode, String)}, for something done before.
   *
   * @param day of the brand's on which it was done; the caps of that day, week and month count it
   */
  Uni<Integer> earnOn(LocalDate day, UUID member, EarnRuleCode rule, String businessId) {
    Thing thing = Thing.of(member, rule.name(), businessId, BASE);
    return rules.rule(rule).chain(it -> earn(it, thing, it.points(), null, day, false));
  }

  /**
   * Goods were paid for. The points are pending until {@link #activatePurchase}.
   *
   * @param yuan full yuan, 0 or more
   * @param multiplierPercent the tier's
   * @return what it earned now
   */
  public Uni<Integer> purchase(
      UUID member, long yuan, int multiplierPercent, String businessType, String businessId) {
    Thing thing = Thing.of(member, businessType, businessId, EarnRuleCode.PURCHASE.name());
    return rules
        .rule(EarnRuleCode.PURCHASE)
        .chain(
            rule -> {
              long perHundred = Math.multiplyExact((long) rule.points(), (long) multiplierPercent);
              long points = Math.multiplyExact(yuan, perHundred) / 100;
              return earn(rule, thing, points, perHundred, calendar.today(), true);
            });
  }

  /**
   * What {@link #purchase} promised can be spent. It expires as if earned now: the time that it had
   * to wait is not the member's loss.
   */
  public Uni<Void> activatePurchase(UUID member, String businessType, String businessId) {
    return rules
        .rule(EarnRuleCode.PURCHASE)
        .chain(rule -> ledger.activate(member, businessType, businessId, rules.expiresAt(rule)));
  }

  /**
   * @param points before the caps
   */
  Uni<Integer> earn(EarnRule rule, Thing thing, long points, boolean pending) {
    return earn(rule, thing, points, null, calendar.today(), pending);
  }

  private Uni<Integer> earn(
      EarnRule rule, Thing thing, long points, Long perHundred, LocalDate day, boolean pending) {
    long wanted = rule.enabled() ? Math.min(points, Earning.MAX_POINTS) : 0;
    return database.transaction(
        () ->
            members
                .lock(thing.member())
                .chain(() -> grant(rule.code(), thing, wanted, perHundred, day))
                .map(granted -> granted == null ? 0 : granted)
                .call(granted -> post(rule, thing, granted, pending)));
  }

  private Uni<Void> post(EarnRule rule, Thing thing, int points, boolean pending) {
    if (points == 0) {
      return Uni.createFrom().voidItem();
    }
    return ledger.earn(
        new Earning(
            thing.member(),
            points,
            thing.type(),
            thing.id(),
            thing.kind(),
            pending ? Earning.UNTIL_ACTIVATED : null,
            rules.expiresAt(rule)));
  }

  /**
   * The member is locked: nobody else adds to the sums meanwhile.
   *
   * @return what the caps leave; null when the thing was asked about before
   */
  private Uni<Integer> grant(
      EarnRuleCode rule, Thing thing, long wanted, Long perHundred, LocalDate day) {
    LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = day.withDayOfMonth(1);
    return sql.first(
        """
        INSERT INTO earn_rule_grant (member_id, business_type, business_id, kind, rule_code, day,
                                     points, created_at, per_hundred)
        SELECT $1::uuid, $2::text, $3::text, $4::text, rule.code, $6::date,
               -- A cap that is null limits nothing.
               greatest(0, least($7::bigint, rule.cap_per_day - earned.that_day,
                                 rule.cap_per_week - earned.that_week,
                                 rule.cap_per_month - earned.that_month)),
               $10::timestamptz, $11::bigint
        FROM earn_rule rule, (
          SELECT coalesce(sum(points) FILTER (WHERE day = $6), 0)::bigint AS that_day,
                 coalesce(sum(points) FILTER (WHERE day >= $8::date AND day < $8::date + 7), 0)::bigint
                   AS that_week,
                 coalesce(sum(points) FILTER (
                   WHERE day >= $9::date AND day < $9::date + interval '1 month'), 0)::bigint AS that_month
          FROM earn_rule_grant
          WHERE member_id = $1 AND rule_code = $5::text AND day >= least($8::date, $9::date)
        ) earned
        WHERE rule.code = $5
        ON CONFLICT DO NOTHING RETURNING points""",
        row -> row.integer("points"),
        thing.member(),
        thing.type(),
        thing.id(),
        thing.kind(),
        rule,
        day,
        wanted,
        monday,
        first,
        calendar.now(),
        perHundred);
  }

  /**
   * Goods that had earned points by {@link #purchase} were given back in part: only what the rest
   * earns by the same terms stays. Nothing happens before the earning, so whoever earns late does
   * this afterwards.
   *
   * @param yuanLeft full yuan, less than {@code yuan}
   * @param part once per part
   */
  public Uni<Void> purchaseReduced(
      UUID member, long yuan, long yuanLeft, String businessType, String businessId, Part part) {
    return database.transaction(
        () ->
            sql.first(
                    """
                    SELECT least(points, coalesce($5::bigint * per_hundred / 100,
                                                  -- Granted before its terms were noted.
                                                  points * $5::bigint / greatest($6::bigint, 1))) AS keep
                    FROM earn_rule_grant
                    WHERE member_id = $1 AND business_type = $2 AND business_id = $3 AND kind = $4
                      AND points > 0""",
                    row -> row.number("keep"),
                    member,
                    businessType,
                    businessId,
                    EarnRuleCode.PURCHASE,
                    yuanLeft,
                    yuan)
                .chain(
                    keep ->
                        keep == null
                            ? Uni.createFrom().voidItem()
                            : ledger.reverseAllBut(member, businessType, businessId, part, keep)));
  }

  /** What was done; the same four are one thing. */
  record Thing(UUID member, String type, String id, String kind) {

    static Thing of(UUID member, String type, String id, String kind) {
      return new Thing(member, type, id, kind);
    }
  }
}

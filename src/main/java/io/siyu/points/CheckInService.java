package io.siyu.points;

import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.points.RuleEarnings.Thing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;

/** Daily check-in (每日签到): once per calendar day of the brand, more for days in a row. */
@ApplicationScoped
public class CheckInService {

  static final String BUSINESS_TYPE = "CHECK_IN";

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final EarnRules rules;
  private final RuleEarnings earnings;
  private final BrandCalendar calendar;

  CheckInService(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      EarnRules rules,
      RuleEarnings earnings,
      BrandCalendar calendar) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.rules = rules;
    this.earnings = earnings;
    this.calendar = calendar;
  }

  /**
   * @throws Refusal ALREADY_CHECKED_IN with the fact {@code nextAt} on a second one of the day, and
   *     on the day on which somebody returned who had deleted an account
   */
  Uni<CheckIn> checkIn(UUID member, String idempotencyKey) {
    return idempotency
        .once(member, "checkIn", idempotencyKey, Fingerprint.of(), () -> checkInToday(member))
        .chain(this::byId);
  }

  private Uni<UUID> checkInToday(UUID member) {
    LocalDate today = calendar.today();
    return members
        .lock(member)
        .chain(() -> requireNotReturnedOn(today, member))
        .chain(() -> rules.rule(EarnRuleCode.CHECK_IN))
        .chain(
            rule -> streakAt(member, today).chain(streak -> checkIn(member, today, streak, rule)));
  }

  /** The account before this one may have checked in on this day. */
  private Uni<Void> requireNotReturnedOn(LocalDate today, UUID member) {
    return members
        .hasReturnedSince(member, calendar.startOf(today))
        .invoke(
            returned -> {
              if (returned) {
                throw tomorrow(today, "Your account is of today. Check in from tomorrow on.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<UUID> checkIn(UUID member, LocalDate today, int streak, EarnRule rule) {
    UUID id = Ids.next();
    // A second one of the day earns nothing here, and is then refused.
    return earn(member, today, "BASE", rule.points(), rule)
        .chain(
            points ->
                earn(member, today, "STREAK_BONUS", rule.bonusAt(streak), rule)
                    .map(bonus -> points + bonus))
        .chain(points -> insert(id, member, today, streak, points))
        .invoke(rows -> requireFirstOfTheDay(rows, today))
        .replaceWith(id);
  }

  private Uni<Integer> insert(UUID id, UUID member, LocalDate day, int streak, int points) {
    return sql.update(
        """
        INSERT INTO check_in (id, member_id, day, streak, points, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT ON CONSTRAINT check_in_once_a_day DO NOTHING""",
        id,
        member,
        day,
        streak,
        points,
        calendar.now());
  }

  private void requireFirstOfTheDay(int inserted, LocalDate today) {
    if (inserted == 0) {
      throw tomorrow(today, "You have checked in today. Come back tomorrow.");
    }
  }

  private Refusal tomorrow(LocalDate today, String message) {
    return Refusal.of(CheckInErrorCode.ALREADY_CHECKED_IN, message)
        .with("nextAt", calendar.startOf(today.plusDays(1)));
  }

  private Uni<Integer> earn(UUID member, LocalDate day, String kind, int points, EarnRule rule) {
    return points == 0
        ? Uni.createFrom().item(0)
        : earnings.earn(rule, Thing.of(member, BUSINESS_TYPE, day.toString(), kind), points, false);
  }

  private Uni<Integer> streakAt(UUID member, LocalDate day) {
    return sql.first(
            "SELECT streak FROM check_in WHERE member_id = $1 AND day = $2",
            row -> row.integer("streak"),
            member,
            day.minusDays(1))
        .map(yesterday -> yesterday == null ? 1 : yesterday + 1);
  }

  private Uni<CheckIn> byId(UUID id) {
    return database.read(
        () ->
            sql.first(
                "SELECT id, day, streak, points FROM check_in WHERE id = $1",
                CheckInService::checkIn,
                id));
  }

  private static CheckIn checkIn(SqlRow row) {
    return new CheckIn(
        row.uuid("id"), row.date("day"), row.integer("streak"), row.integer("points"));
  }
}

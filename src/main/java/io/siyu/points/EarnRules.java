package io.siyu.points;

import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.UUID;

/** The rules by which points are earned, kept as data. */
@ApplicationScoped
class EarnRules {

  private static final String COLUMNS =
      """
      code, enabled, points, coalesce(streak_days, 0) AS streak_days,
      coalesce(streak_bonus, 0) AS streak_bonus, cap_per_day, cap_per_week, cap_per_month,
      coalesce(expiry_months, 0) AS expiry_months, expiry_rounding, fixed_month, fixed_day""";

  private final Database database;
  private final Sql sql;
  private final Audit audit;
  private final BrandCalendar calendar;

  EarnRules(Database database, Sql sql, Audit audit, BrandCalendar calendar) {
    this.database = database;
    this.sql = sql;
    this.audit = audit;
    this.calendar = calendar;
  }

  Instant expiresAt(EarnRule rule) {
    LocalDate lastDay = rule.lastDay(calendar.today());
    return lastDay == null ? null : calendar.startOf(lastDay.plusDays(1));
  }

  Uni<EarnRule> rule(EarnRuleCode code) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM earn_rule WHERE code = $1".formatted(COLUMNS),
                    EarnRules::rule,
                    code))
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("Every code has a rule, not this: " + code));
  }

  /** All, by their code. */
  Uni<List<EarnRule>> all() {
    return database.read(
        () ->
            sql.list("SELECT %s FROM earn_rule ORDER BY code".formatted(COLUMNS), EarnRules::rule));
  }

  /** Replaces a rule as a whole, on record. What was earned by it stays as it is. */
  Uni<EarnRule> save(UUID operator, EarnRule rule) {
    return database.transaction(
        () ->
            update(rule)
                .chain(
                    () -> audit.record(operator, "saveEarnRule", rule.code().name(), facts(rule)))
                .chain(() -> rule(rule.code())));
  }

  private Uni<Integer> update(EarnRule rule) {
    MonthDay fixedDay = rule.expiry().fixedDay();
    return sql.update(
        """
        UPDATE earn_rule
        SET enabled = $2, points = $3, streak_days = $4, streak_bonus = $5, cap_per_day = $6,
            cap_per_week = $7, cap_per_month = $8, expiry_months = $9, expiry_rounding = $10,
            fixed_month = $11, fixed_day = $12
        WHERE code = $1""",
        rule.code(),
        rule.enabled(),
        rule.points(),
        nullIfZero(rule.streakDays()),
        nullIfZero(rule.streakBonus()),
        rule.caps().perDay(),
        rule.caps().perWeek(),
        rule.caps().perMonth(),
        nullIfZero(rule.expiry().months()),
        rule.expiry().rounding(),
        fixedDay == null ? null : fixedDay.getMonthValue(),
        fixedDay == null ? null : fixedDay.getDayOfMonth());
  }

  private static JsonObject facts(EarnRule rule) {
    MonthDay fixedDay = rule.expiry().fixedDay();
    return new JsonObject()
        .put("enabled", rule.enabled())
        .put("points", rule.points())
        .put("streakDays", rule.streakDays())
        .put("streakBonus", rule.streakBonus())
        .put("capPerDay", rule.caps().perDay())
        .put("capPerWeek", rule.caps().perWeek())
        .put("capPerMonth", rule.caps().perMonth())
        .put("expiryMonths", rule.expiry().months())
        .put("expiryRounding", rule.expiry().rounding().name())
        .put("fixedMonth", fixedDay == null ? null : fixedDay.getMonthValue())
        .put("fixedDay", fixedDay == null ? null : fixedDay.getDayOfMonth());
  }

  private static Integer nullIfZero(int number) {
    return number == 0 ? null : number;
  }

  private static EarnRule rule(SqlRow row) {
    return new EarnRule(
        row.enumeration(EarnRuleCode.class, "code"),
        row.bool("enabled"),
        row.integer("points"),
        row.integer("streak_days"),
        row.integer("streak_bonus"),
        new EarnCaps(
            optional(row, "cap_per_day"),
            optional(row, "cap_per_week"),
            optional(row, "cap_per_month")),
        new EarnExpiry(
            row.integer("expiry_months"),
            row.enumeration(ExpiryRounding.class, "expiry_rounding"),
            row.isNull("fixed_day")
                ? null
                : MonthDay.of(row.integer("fixed_month"), row.integer("fixed_day"))));
  }

  private static Integer optional(SqlRow row, String column) {
    return row.isNull(column) ? null : row.integer(column);
  }
}

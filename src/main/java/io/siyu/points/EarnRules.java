package io.siyu.points;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;

/** The rules by which points are earned, kept as data. */
@ApplicationScoped
public class EarnRules {

  /** Code of the rule for paid orders. */
  public static final String PURCHASE = "PURCHASE";

  static final String CHECK_IN = "CHECK_IN";

  private final Database database;
  private final Sql sql;
  private final BrandCalendar calendar;

  EarnRules(Database database, Sql sql, BrandCalendar calendar) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
  }

  /**
   * @param code e.g. {@link #PURCHASE}
   * @return when points that are earned today by this rule expire; null = never
   */
  public Uni<Instant> expiresAt(String code) {
    return rule(code).map(this::expiresAt);
  }

  Instant expiresAt(EarnRule rule) {
    LocalDate lastDay = rule.lastDay(calendar.today());
    return lastDay == null ? null : calendar.startOf(lastDay.plusDays(1));
  }

  Uni<EarnRule> rule(String code) {
    return database
        .read(
            () ->
                sql.first(
                    """
                    SELECT code, points, coalesce(streak_days, 0) AS streak_days,
                           coalesce(streak_bonus, 0) AS streak_bonus,
                           coalesce(expiry_months, 0) AS expiry_months, expiry_rounding
                    FROM earn_rule WHERE code = $1""",
                    EarnRules::rule,
                    code))
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalArgumentException("No earn rule has this code: " + code));
  }

  private static EarnRule rule(SqlRow row) {
    return new EarnRule(
        row.text("code"),
        row.integer("points"),
        row.integer("streak_days"),
        row.integer("streak_bonus"),
        row.integer("expiry_months"),
        row.enumeration(ExpiryRounding.class, "expiry_rounding"));
  }
}

package io.siyu.member;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Which tiers there are, and which one a member has. */
@ApplicationScoped
public class TierService {

  private static final String SELECT =
      """
      SELECT id, level, name, growth_threshold,
             coalesce(keep_growth, growth_threshold) AS keep_growth, points_multiplier_percent,
             member_price_discount_percent
      FROM tier
      """;

  private final Database database;
  private final Sql sql;

  TierService(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such member
   */
  public Uni<TierTerms> tierOf(UUID member) {
    return database
        .read(
            () ->
                sql.first(
                    """
                    SELECT t.id, t.name, t.level, t.points_multiplier_percent,
                           t.member_price_discount_percent
                    FROM member m JOIN tier t ON t.id = m.tier_id WHERE m.id = $1""",
                    TierService::terms,
                    member))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Member"));
  }

  /** All tiers, the lowest first. Joins the caller's lane. */
  Uni<List<Tier>> all() {
    return database.read(
        () -> sql.list(SELECT + "ORDER BY level LIMIT 100", row -> Tier.of(row, "")));
  }

  Uni<Tier> byId(UUID tier) {
    return database.read(() -> sql.first(SELECT + "WHERE id = $1", row -> Tier.of(row, ""), tier));
  }

  private static TierTerms terms(SqlRow row) {
    return new TierTerms(
        row.uuid("id"),
        row.text("name"),
        row.integer("level"),
        row.integer("points_multiplier_percent"),
        row.integer("member_price_discount_percent"));
  }
}

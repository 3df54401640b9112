package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads members with their tiers. */
@ApplicationScoped
class MemberStates {

  private final Sql sql;

  MemberStates(Sql sql) {
    this.sql = sql;
  }

  /**
   * @return null when there is no such member; runs in the caller's lane
   */
  Uni<MemberState> find(UUID member) {
    return sql.first(
        """
        SELECT m.id, m.status, m.nickname, m.avatar_url, m.phone, m.birthday, m.gender, m.city,
               m.home_store_id, m.growth, m.invite_code,
               t.id AS tier_id, t.level AS tier_level, t.name AS tier_name,
               t.growth_threshold AS tier_growth_threshold,
               coalesce(t.keep_growth, t.growth_threshold) AS tier_keep_growth,
               t.points_multiplier_percent AS tier_points_multiplier_percent,
               t.member_price_discount_percent AS tier_member_price_discount_percent,
               n.id AS next_id, n.level AS next_level, n.name AS next_name,
               n.growth_threshold AS next_growth_threshold,
               coalesce(n.keep_growth, n.growth_threshold) AS next_keep_growth,
               n.points_multiplier_percent AS next_points_multiplier_percent,
               n.member_price_discount_percent AS next_member_price_discount_percent
        FROM member m JOIN tier t ON t.id = m.tier_id
        LEFT JOIN LATERAL (
          SELECT * FROM tier WHERE level > t.level ORDER BY level LIMIT 1) n ON true
        WHERE m.id = $1""",
        MemberStates::state,
        member);
  }

  private static MemberState state(SqlRow row) {
    return new MemberState(
        row.uuid("id"),
        row.text("status").equals("ACTIVE"),
        row.text("nickname"),
        row.text("avatar_url"),
        row.text("phone"),
        row.date("birthday"),
        row.enumeration(Gender.class, "gender"),
        row.text("city"),
        row.uuid("home_store_id"),
        row.number("growth"),
        row.text("invite_code"),
        Tier.of(row, "tier_"),
        row.isNull("next_id") ? null : Tier.of(row, "next_"));
  }
}

package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The member's growth: a ledger, in which nothing is personal. */
@ApplicationScoped
class GrowthData implements PersonalData, MemberLedger {

  private static final String EXPORT =
      """
      SELECT jsonb_build_object(
        'growth', growth, 'for', business_type, 'at', created_at) AS item
      FROM member_growth_entry WHERE member_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Sql sql;

  GrowthData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "growthEntries";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Boolean> hasEntries(UUID member) {
    return sql.first(
        "SELECT EXISTS (SELECT FROM member_growth_entry WHERE member_id = $1) AS entries",
        row -> row.bool("entries"),
        member);
  }
}

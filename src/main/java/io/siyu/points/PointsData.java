package io.siyu.points;

import io.siyu.member.MemberLedger;
import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The member's points: a ledger, in which nothing is personal, so that it stays as it is. */
@ApplicationScoped
class PointsData implements PersonalData, MemberLedger {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'operation', operation, 'points', points, 'for', business_type, 'postedAt', posted_at,
        'at', created_at)) AS item
      FROM points_entry WHERE member_id = $1 ORDER BY position DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Sql sql;

  PointsData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "pointsEntries";
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
        "SELECT EXISTS (SELECT FROM points_entry WHERE member_id = $1) AS entries",
        row -> row.bool("entries"),
        member);
  }
}

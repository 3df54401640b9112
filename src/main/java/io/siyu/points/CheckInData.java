package io.siyu.points;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** On which days the member came by. What it earned is in the ledger, so the days go. */
@ApplicationScoped
class CheckInData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_build_object('day', day, 'streak', streak, 'points', points) AS item
      FROM check_in WHERE member_id = $1 ORDER BY day DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Sql sql;

  CheckInData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "checkIns";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update("DELETE FROM check_in WHERE member_id = $1", member).replaceWithVoid();
  }
}

package io.siyu.outreach;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The member's inbox. What is on its way into it goes with the outbox. */
@ApplicationScoped
class NotificationData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'kind', kind, 'title', title, 'body', body, 'at', created_at, 'readAt', read_at)) AS item
      FROM notification WHERE member_id = $1 ORDER BY id DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Sql sql;

  NotificationData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "notifications";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update("DELETE FROM notification WHERE member_id = $1", member).replaceWithVoid();
  }
}

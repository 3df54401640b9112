package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the brand believes about the member. */
@ApplicationScoped
class TagData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'tag', code, 'setBy', source, 'setAt', set_at, 'until', expires_at)) AS item
      FROM member_tag WHERE member_id = $1 ORDER BY set_at DESC LIMIT $2""";

  private static final String MOVE =
      """
      UPDATE member_tag t SET member_id = $2
      WHERE t.member_id = $1 AND NOT EXISTS (
        SELECT FROM member_tag h
        WHERE h.member_id = $2 AND h.code = t.code AND h.source = t.source)""";

  private final PersonalRows rows;
  private final Sql sql;

  TagData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "tags";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update("DELETE FROM member_tag WHERE member_id = $1", member).replaceWithVoid();
  }

  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.update(MOVE, from, to).replaceWithVoid();
  }
}

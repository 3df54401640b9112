package io.siyu.member.wecom;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** As whom WeCom knows a member; with it goes what waits of that person. */
@ApplicationScoped
class WeComData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_build_object('externalUserId', external_user_id, 'knownSince', asked_at) AS item
      FROM wecom_person WHERE member_id = $1 ORDER BY asked_at DESC LIMIT $2""";

  private static final String ERASE_WAITING =
      """
      DELETE FROM wecom_notice
      WHERE external_user_id IN (SELECT external_user_id FROM wecom_person WHERE member_id = $1)""";

  private final PersonalRows rows;
  private final Sql sql;

  WeComData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "weComContacts";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update(ERASE_WAITING, member)
        .chain(() -> sql.update("DELETE FROM wecom_person WHERE member_id = $1", member))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.update("UPDATE wecom_person SET member_id = $2 WHERE member_id = $1", from, to)
        .replaceWithVoid();
  }
}

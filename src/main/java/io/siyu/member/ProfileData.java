package io.siyu.member;

import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The member's own row: whom it tells of, and where they came from. */
@ApplicationScoped
class ProfileData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'openid', m.openid, 'unionid', m.unionid,
        'furtherOpenids', (SELECT jsonb_agg(f.openid) FROM member_further_openid f WHERE f.member_id = m.id),
        'nickname', m.nickname, 'avatarUrl', m.avatar_url,
        'phone', m.phone, 'birthday', m.birthday, 'gender', m.gender, 'city', m.city,
        'homeStoreId', m.home_store_id,
        'inviteCode', m.invite_code, 'cameBy', m.first_channel, 'cameFromScene', m.first_scene,
        'wasInvited', m.inviter_id IS NOT NULL, 'tier', t.name, 'growth', m.growth,
        'memberSince', m.created_at, 'lastLogin', m.last_login_at)) AS item
      FROM member m JOIN tier t ON t.id = m.tier_id WHERE m.id = $1 LIMIT $2""";

  /**
   * A constraint holds that nothing personal is left. Channel, tier and growth say nothing of a
   * person; who invited whom is needed should an order of theirs be refunded. The invite code was
   * given away by name, so it becomes another one, which nobody knows.
   */
  private static final String ERASE =
      """
      UPDATE member
      SET status = 'DELETED', deleted_at = $2, openid = NULL, unionid = NULL, nickname = NULL,
          avatar_url = NULL, phone = NULL, birthday = NULL, gender = NULL, city = NULL,
          home_store_id = NULL, first_scene = NULL, last_login_at = NULL, returned = false,
          invite_code = upper(left(replace(gen_random_uuid()::text, '-', ''), 12))
      WHERE id = $1 AND status <> 'DELETED'""";

  private final PersonalRows rows;
  private final Audit audit;
  private final Sql sql;
  private final Clock clock;

  ProfileData(PersonalRows rows, Audit audit, Sql sql, Clock clock) {
    this.rows = rows;
    this.audit = audit;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String section() {
    return "profiles";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member)
        .invoke(profiles -> profiles.forEach(profile -> tagStore((JsonObject) profile)));
  }

  /** As the API names it. */
  private static void tagStore(JsonObject profile) {
    String store = profile.getString("homeStoreId");
    if (store != null) {
      profile.put("homeStoreId", MemberProfile.STORE.encode(UUID.fromString(store)));
    }
  }

  /** Ends the account with it. */
  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update(ERASE, member, clock.instant())
        .chain(() -> sql.update("DELETE FROM member_further_openid WHERE member_id = $1", member))
        .chain(
            () ->
                sql.update(
                    "DELETE FROM member_merge_flag WHERE first_id = $1 OR second_id = $1", member))
        .chain(() -> audit.forget(List.of(Viewer.ID.encode(member))));
  }
}

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
        'inviteCode', m.invite_code,
        'furtherInviteCodes', (SELECT jsonb_agg(c.invite_code) FROM member_further_invite_code c WHERE c.member_id = m.id),
        'cameBy', m.first_channel, 'cameFromScene', m.first_scene,
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

  private static final String FILL =
      """
      UPDATE member m
      SET nickname = coalesce(m.nickname, g.nickname),
          avatar_url = coalesce(m.avatar_url, g.avatar_url), phone = coalesce(m.phone, g.phone),
          birthday = coalesce(m.birthday, g.birthday), gender = coalesce(m.gender, g.gender),
          city = coalesce(m.city, g.city),
          home_store_id = coalesce(m.home_store_id, g.home_store_id),
          returned = m.returned OR g.returned
      FROM member g WHERE g.id = $1 AND m.id = $2""";

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
            () -> sql.update("DELETE FROM member_further_invite_code WHERE member_id = $1", member))
        .chain(
            () ->
                sql.update(
                    "DELETE FROM member_merge_flag WHERE first_id = $1 OR second_id = $1", member))
        .chain(() -> audit.forget(List.of(Viewer.ID.encode(member))));
  }

  /**
   * What was told stays, what was not is filled. All invite codes lead to the other from now on.
   */
  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.update(FILL, from, to)
        .chain(
            () ->
                sql.update(
                    "UPDATE member_further_invite_code SET member_id = $2 WHERE member_id = $1",
                    from,
                    to))
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO member_further_invite_code (invite_code, member_id, added_at)
                    SELECT invite_code, $2, $3 FROM member WHERE id = $1""",
                    from,
                    to,
                    clock.instant()))
        .replaceWithVoid();
  }
}

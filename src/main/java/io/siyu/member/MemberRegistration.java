package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlFailures;
import io.siyu.wechat.WeChatIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Finds the member of a WeChat identity, or makes one. */
@ApplicationScoped
public class MemberRegistration {

  private static final String INVITE_CODE_CONSTRAINT = "member_invite_code";
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final Sql sql;
  private final DepartedIdentities departed;
  private final Clock clock;

  MemberRegistration(Database database, Sql sql, DepartedIdentities departed, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.departed = departed;
    this.clock = clock;
  }

  /**
   * One statement finds or makes the member, however many logins arrive at once, and notes the time
   * of the login. The first touch is written with the row and not again.
   *
   * @return null when the account is blocked or deleted; then nothing was changed
   */
  public Uni<Registered> register(WeChatIdentity identity, FirstTouch touch) {
    return database
        .transaction(
            () ->
                upsert(identity, touch)
                    .call(
                        registered ->
                            registered != null && registered.isNew()
                                ? recognise(registered.member(), identity)
                                : Uni.createFrom().nullItem()))
        // Two random codes met: the next one is another.
        .onFailure(failure -> SqlFailures.isUniqueViolation(failure, INVITE_CODE_CONSTRAINT))
        .retry()
        .atMost(ATTEMPTS - 1);
  }

  private Uni<Registered> upsert(WeChatIdentity identity, FirstTouch touch) {
    UUID candidate = Ids.next();
    return sql.first(
        """
        INSERT INTO member AS m
          (id, openid, unionid, first_channel, first_scene, inviter_id, created_at, last_login_at)
        SELECT $1, $2, $3,
               coalesce($4, CASE WHEN inviter.id IS NULL THEN 'ORGANIC' ELSE 'REFERRAL' END),
               $5, inviter.id, $7, $7
        FROM (SELECT) AS always LEFT JOIN member inviter
          ON inviter.invite_code = $6 AND inviter.status = 'ACTIVE'
        ON CONFLICT ON CONSTRAINT member_openid DO UPDATE
        SET last_login_at = excluded.last_login_at,
            unionid = coalesce(m.unionid, excluded.unionid)
        WHERE m.status = 'ACTIVE'
        RETURNING m.id""",
        row -> new Registered(row.uuid("id"), row.uuid("id").equals(candidate)),
        candidate,
        identity.openid(),
        identity.unionid().orElse(null),
        touch.channel(),
        touch.scene(),
        touch.inviteCode(),
        clock.instant());
  }

  /**
   * In a statement of its own: the account before may have been deleted while the one above waited
   * for the openid.
   */
  private Uni<Integer> recognise(UUID member, WeChatIdentity identity) {
    return departed
        .know(identity.openid(), identity.unionid().orElse(null))
        .chain(
            known ->
                known
                    ? sql.update("UPDATE member SET returned = true WHERE id = $1", member)
                    : Uni.createFrom().item(0));
  }

  /**
   * @param isNew whether the member was made just now
   */
  public record Registered(UUID member, boolean isNew) {}
}

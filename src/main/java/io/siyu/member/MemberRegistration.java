package io.siyu.member;

import io.siyu.member.MemberIdentities.Known;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlFailures;
import io.siyu.wechat.WeChatIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Finds the member of a WeChat identity, or makes one. */
@ApplicationScoped
public class MemberRegistration {

  private static final String INVITE_CODE_CONSTRAINT = "member_invite_code";
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final Sql sql;
  private final MemberIdentities identities;
  private final MemberMerging merging;
  private final DepartedIdentities departed;
  private final CarriedAllowances allowances;
  private final Clock clock;

  MemberRegistration(
      Database database,
      Sql sql,
      MemberIdentities identities,
      MemberMerging merging,
      DepartedIdentities departed,
      CarriedAllowances allowances,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.identities = identities;
    this.merging = merging;
    this.departed = departed;
    this.allowances = allowances;
    this.clock = clock;
  }

  /**
   * Finds or makes the member, however many logins arrive at once, and notes the time of the login.
   * The first touch is written with the row and not again. A unionid brings together what belongs
   * to one person: a new openid leads to the member that is there, and of two records one vanishes
   * into the other if it has no books ({@link MemberMerging}).
   *
   * @return null when the account is blocked; then nothing was changed
   */
  public Uni<Registered> register(WeChatIdentity identity, FirstTouch touch) {
    return database
        .transaction(() -> identities.lock(identity).chain(known -> decide(identity, touch, known)))
        // Two random codes met: the next one is another.
        .onFailure(failure -> SqlFailures.isUniqueViolation(failure, INVITE_CODE_CONSTRAINT))
        .retry()
        .atMost(ATTEMPTS - 1);
  }

  private Uni<Registered> decide(WeChatIdentity identity, FirstTouch touch, List<Known> known) {
    Known own = known.stream().filter(Known::isOwn).findFirst().orElse(null);
    List<Known> others = known.stream().filter(record -> !record.isOwn()).toList();
    if (own == null) {
      return others.isEmpty() ? makeOrFind(identity, touch) : join(identity, others);
    }
    if (!own.isActive()) {
      return Uni.createFrom().nullItem();
    }
    Uni<UUID> member = Uni.createFrom().item(own.id());
    for (Known other : others) {
      member = member.chain(current -> merging.settle(current, other));
    }
    return member.chain(settled -> enter(settled, identity));
  }

  /** The openid is new, the person is not. */
  private Uni<Registered> join(WeChatIdentity identity, List<Known> others) {
    Known member = others.stream().filter(Known::isActive).findFirst().orElse(null);
    return member == null
        ? Uni.createFrom().nullItem()
        : identities
            .add(identity.openid(), member.id(), clock.instant())
            .chain(() -> allowances.takeOver(member.id(), identity))
            .chain(() -> enter(member.id(), identity));
  }

  private Uni<Registered> enter(UUID member, WeChatIdentity identity) {
    return sql.update(
            """
            UPDATE member SET last_login_at = $2, unionid = coalesce(unionid, $3)
            WHERE id = $1""",
            member,
            clock.instant(),
            identity.unionid().orElse(null))
        .replaceWith(new Registered(member, false));
  }

  /** One statement, as another login of the openid may be making the member just now. */
  private Uni<Registered> makeOrFind(WeChatIdentity identity, FirstTouch touch) {
    UUID candidate = Ids.next();
    return sql.first(
            """
            INSERT INTO member AS m
              (id, openid, unionid, first_channel, first_scene, inviter_id, created_at, last_login_at)
            SELECT $1, $2, $3,
                   coalesce($4, CASE WHEN inviter.id IS NULL THEN 'ORGANIC' ELSE 'REFERRAL' END),
                   $5, inviter.id, $7, $7
            FROM (SELECT) AS always LEFT JOIN (
              invite_code_owner code
              JOIN member inviter ON inviter.id = code.member_id AND inviter.status = 'ACTIVE'
            ) ON code.invite_code = $6
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
            clock.instant())
        .call(
            registered ->
                registered != null && registered.isNew()
                    ? recognise(registered.member(), identity)
                    : Uni.createFrom().voidItem());
  }

  /**
   * In a statement of its own: the account before may have been deleted while the one above waited
   * for the openid.
   */
  private Uni<Void> recognise(UUID member, WeChatIdentity identity) {
    return departed
        .know(identity.openid(), identity.unionid().orElse(null))
        .chain(
            known ->
                known
                    ? sql.update("UPDATE member SET returned = true WHERE id = $1", member)
                        .chain(() -> allowances.takeOver(member, identity))
                    : Uni.createFrom().voidItem());
  }

  /**
   * @param isNew whether the member was made just now
   */
  public record Registered(UUID member, boolean isNew) {}
}

package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.wechat.WeChatIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which records of members a WeChat identity leads to, in the caller's transaction. */
@ApplicationScoped
class MemberIdentities {

  private final Sql sql;

  MemberIdentities(Sql sql) {
    this.sql = sql;
  }

  /**
   * Locks all records that carry the openid, as their first or a further one, or the unionid, in
   * the order of their ids. Logins of one unionid come one after the other, whichever openids they
   * bring: the first has no record yet that the second could lock.
   */
  Uni<List<Known>> lock(WeChatIdentity identity) {
    return identity
        .unionid()
        .map(this::waitForTurn)
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(
            () ->
                sql.list(
                    """
                    SELECT m.id, m.status, m.openid = $1 AS by_openid, f.openid IS NOT NULL AS by_further
                    FROM member m LEFT JOIN member_further_openid f ON f.member_id = m.id AND f.openid = $1
                    WHERE m.openid = $1 OR m.unionid = $2
                      OR m.id = (SELECT member_id FROM member_further_openid WHERE openid = $1)
                    ORDER BY m.id FOR NO KEY UPDATE OF m""",
                    Known::of,
                    identity.openid(),
                    identity.unionid().orElse(null)));
  }

  private Uni<Void> waitForTurn(String unionid) {
    return sql.first(
            "SELECT pg_advisory_xact_lock(hashtextextended('siyu.unionid:' || $1, 0))",
            row -> true,
            unionid)
        .replaceWithVoid();
  }

  /** All openids that lead to the member. */
  Uni<List<String>> openids(UUID member) {
    return sql.list(
        """
        SELECT openid FROM member WHERE id = $1 AND openid IS NOT NULL
        UNION ALL SELECT openid FROM member_further_openid WHERE member_id = $1""",
        row -> row.text("openid"),
        member);
  }

  /** Leads a further openid to the member. */
  Uni<Void> add(String openid, UUID member, Instant now) {
    return sql.update(
            "INSERT INTO member_further_openid (openid, member_id, added_at) VALUES ($1, $2, $3)",
            openid,
            member,
            now)
        .replaceWithVoid();
  }

  /** Leads all openids of one member to another. */
  Uni<Void> move(UUID from, UUID to, Instant now) {
    return sql.update(
            "UPDATE member_further_openid SET member_id = $2 WHERE member_id = $1", from, to)
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO member_further_openid (openid, member_id, added_at)
                    SELECT openid, $2, $3 FROM member WHERE id = $1""",
                    from,
                    to,
                    now))
        .replaceWithVoid();
  }

  /**
   * @param byOpenid whether its first openid is the identity's
   * @param byFurther whether a further one is
   */
  record Known(UUID id, MemberStatus status, boolean byOpenid, boolean byFurther) {

    static Known of(SqlRow row) {
      return new Known(
          row.uuid("id"),
          row.enumeration(MemberStatus.class, "status"),
          row.bool("by_openid"),
          row.bool("by_further"));
    }

    boolean isOwn() {
      return byOpenid || byFurther;
    }

    boolean isActive() {
      return status == MemberStatus.ACTIVE;
    }
  }
}

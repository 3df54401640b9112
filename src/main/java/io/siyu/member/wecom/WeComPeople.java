package io.siyu.member.wecom;

import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.wechat.WeComConfig;
import io.siyu.wechat.WeComContacts;
import io.siyu.wechat.WeComNotice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which member somebody in a chat group is. WeCom knows an external_userid and tells the unionid
 * behind it, by which the member logged in; the pair is remembered, the unionid of others is not.
 * Who is no member is asked about again, but not at every message.
 */
@ApplicationScoped
class WeComPeople {

  private final Database database;
  private final Sql sql;
  private final WeComContacts contacts;
  private final MemberDirectory members;
  private final WeComConfig config;
  private final Clock clock;

  WeComPeople(
      Database database,
      Sql sql,
      WeComContacts contacts,
      MemberDirectory members,
      WeComConfig config,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.contacts = contacts;
    this.members = members;
    this.config = config;
    this.clock = clock;
  }

  /**
   * To be called outside of a transaction, as it may ask WeCom.
   *
   * @return empty when the person is no member, as far as is known; fails when WeCom was needed and
   *     did not answer
   */
  Uni<Optional<UUID>> memberOf(WeComNotice notice) {
    return database
        .read(() -> known(notice.person()))
        .chain(
            known ->
                known != null && known.standsAt(clock.instant())
                    ? Uni.createFrom().item(Optional.ofNullable(known.member()))
                    : contacts
                        .unionid(notice.person(), notice.chat())
                        .chain(
                            unionid ->
                                database.transaction(() -> learn(notice.person(), unionid))));
  }

  private Uni<Known> known(String person) {
    return sql.first(
        "SELECT member_id, look_again_at FROM wecom_person WHERE external_user_id = $1",
        Known::of,
        person);
  }

  private Uni<Optional<UUID>> learn(String person, Optional<String> unionid) {
    return unionid
        .map(this::memberBy)
        .orElseGet(() -> Uni.createFrom().nullItem())
        .chain(
            member ->
                member == null
                    ? Uni.createFrom().item(Optional.<UUID>empty())
                    : members
                        .keepFromLeaving(member)
                        .map(there -> there ? Optional.of(member) : Optional.<UUID>empty()))
        .call(member -> remember(person, member.orElse(null)));
  }

  /** Two records of one person, of which staff have yet to decide: the older one. */
  private Uni<UUID> memberBy(String unionid) {
    return sql.first(
        """
        SELECT id FROM member WHERE unionid = $1 AND status <> 'DELETED'
        ORDER BY created_at, id LIMIT 1""",
        row -> row.uuid("id"),
        unionid);
  }

  /** Whoever was found meanwhile stays found. */
  private Uni<Integer> remember(String person, UUID member) {
    Instant now = clock.instant();
    return sql.update(
        """
        INSERT INTO wecom_person AS p (external_user_id, member_id, look_again_at, asked_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (external_user_id) DO UPDATE
        SET member_id = excluded.member_id, look_again_at = excluded.look_again_at,
            asked_at = excluded.asked_at
        WHERE p.member_id IS NULL""",
        person,
        member,
        member == null ? now.plus(config.lookAgainAfter()) : null,
        now);
  }

  /**
   * @param member null for nobody of ours
   */
  private record Known(UUID member, Instant lookAgainAt) {

    static Known of(SqlRow row) {
      return new Known(row.uuid("member_id"), row.instant("look_again_at"));
    }

    boolean standsAt(Instant now) {
      return member != null || now.isBefore(lookAgainAt);
    }
  }
}

package io.siyu.member.referral;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Rows of invites. What changes one is guarded by its state; zero rows mean: not any more. */
@ApplicationScoped
class Invites {

  /** Ids of version 7 grow with time: newest first. */
  static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  Invites(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  Uni<Integer> add(UUID inviter, UUID invitee) {
    return sql.update(
        """
        INSERT INTO invite (id, inviter_id, invitee_id, state, registered_at)
        VALUES ($1, $2, $3, 'REGISTERED', $4) ON CONFLICT ON CONSTRAINT invite_once DO NOTHING""",
        Ids.next(),
        inviter,
        invitee,
        clock.instant());
  }

  /** How many friends the inviter, who is locked, brought lately. */
  Uni<Lately> lately(UUID inviter) {
    return sql.first(
        """
        SELECT count(*) FILTER (WHERE registered_at > $2) AS hour, count(*) AS day
        FROM invite WHERE inviter_id = $1 AND registered_at > $3""",
        row -> new Lately(row.number("hour"), row.number("day")),
        inviter,
        clock.instant().minus(HOUR),
        clock.instant().minus(DAY));
  }

  /**
   * @return null when the member was not invited
   */
  Uni<UUID> inviterOf(UUID invitee) {
    return sql.first(
        "SELECT inviter_id FROM invite WHERE invitee_id = $1",
        row -> row.uuid("inviter_id"),
        invitee);
  }

  /**
   * The invite, with what decides whether it may count; both members are locked.
   *
   * @return null when the invite has gone to another record of the invitee meanwhile
   */
  Uni<Standing> standing(UUID invitee) {
    return sql.first(
        """
        SELECT i.id, i.inviter_id, i.state, i.order_id,
               inviter.status = 'ACTIVE' AND invitee.status = 'ACTIVE' AS both_active,
               CASE WHEN inviter.phone = invitee.phone THEN 'the same phone'
                    WHEN inviter.unionid = invitee.unionid THEN 'the same unionid'
               END AS same_person,
               EXISTS (SELECT FROM referral_signal WHERE member_id = i.invitee_id
                       AND inviter_id = i.inviter_id AND kind = 'SELF_INVITE') AS seen_through
        FROM invite i JOIN member inviter ON inviter.id = i.inviter_id
        JOIN member invitee ON invitee.id = i.invitee_id
        WHERE i.invitee_id = $1""",
        Standing::of,
        invitee);
  }

  /**
   * @param order null when the profile did it
   */
  Uni<Boolean> qualify(UUID invite, UUID order) {
    return sql.update(
            """
            UPDATE invite SET state = 'QUALIFIED', qualified_at = $3, order_id = $2
            WHERE id = $1 AND state = 'REGISTERED'""",
            invite,
            order,
            clock.instant())
        .map(rows -> rows == 1);
  }

  /**
   * What this order has qualified.
   *
   * @return null when there is no such invite, or no more
   */
  Uni<InviteReversed> reverse(UUID invitee, UUID order) {
    return sql.first(
        """
        UPDATE invite SET state = 'REVERSED', reversed_at = $3
        WHERE invitee_id = $1 AND state = 'QUALIFIED' AND order_id = $2
        RETURNING id, inviter_id""",
        row -> new InviteReversed(row.uuid("id"), row.uuid("inviter_id")),
        invitee,
        order,
        clock.instant());
  }

  /** The invites that the member sent; newest first, in one statement. */
  Uni<Page<SentInvite>> sentBy(UUID member, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT i.id, i.state, i.registered_at, i.qualified_at, i.reversed_at,
                           m.nickname
                    FROM invite i JOIN member m ON m.id = i.invitee_id
                    WHERE i.inviter_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3""",
                    SentInvite::of,
                    member,
                    after == null ? END : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /** The same for staff. */
  Uni<Page<InviteRecord>> recordsOf(UUID member, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, invitee_id, state, registered_at, qualified_at, order_id, reversed_at
                    FROM invite
                    WHERE inviter_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3""",
                    InviteRecord::of,
                    member,
                    after == null ? END : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  Uni<InviteCounts> counts(UUID member) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT count(*) FILTER (WHERE state = 'REGISTERED') AS registered,
                       count(*) FILTER (WHERE state = 'QUALIFIED') AS qualified,
                       count(*) FILTER (WHERE state = 'REVERSED') AS reversed
                FROM invite WHERE inviter_id = $1""",
                row ->
                    new InviteCounts(
                        Math.toIntExact(row.number("registered")),
                        Math.toIntExact(row.number("qualified")),
                        Math.toIntExact(row.number("reversed"))),
                member));
  }

  record Lately(long withinHour, long withinDay) {}

  /**
   * @param samePerson why both seem to be one; null when they do not
   * @param seenThrough whether they seemed so before
   */
  record Standing(
      UUID id,
      UUID inviter,
      InviteState state,
      UUID order,
      boolean bothActive,
      String samePerson,
      boolean seenThrough) {

    static Standing of(SqlRow row) {
      return new Standing(
          row.uuid("id"),
          row.uuid("inviter_id"),
          row.enumeration(InviteState.class, "state"),
          row.uuid("order_id"),
          row.bool("both_active"),
          row.text("same_person"),
          row.bool("seen_through"));
    }
  }
}

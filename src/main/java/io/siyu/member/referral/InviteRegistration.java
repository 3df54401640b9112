package io.siyu.member.referral;

import io.siyu.member.InviteCodeUse;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Decides what a code is worth that came with a login. Only a first login makes an invite; what a
 * fraud would try instead is kept as a signal. A code of nobody, or of one who left, is none.
 */
@ApplicationScoped
class InviteRegistration implements InviteCodeUse {

  /** Longer chains of invites are not followed: nobody needs so many friends for a fraud. */
  private static final int LONGEST_CHAIN = 50;

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;
  private final Invites invites;
  private final ReferralSignals signals;
  private final ReferralConfig config;

  InviteRegistration(
      Database database,
      Sql sql,
      MemberDirectory members,
      Invites invites,
      ReferralSignals signals,
      ReferralConfig config) {
    this.database = database;
    this.sql = sql;
    this.members = members;
    this.invites = invites;
    this.signals = signals;
    this.config = config;
  }

  @Override
  public Uni<Void> used(UUID member, boolean isNew, String inviteCode) {
    return database.transaction(
        () -> isNew ? firstUse(member, inviteCode) : laterUse(member, inviteCode));
  }

  /**
   * The inviter is locked, so that the limit holds however many friends come at once. Nobody else
   * can hold the new member and wait for the inviter: the order of locks is kept.
   */
  private Uni<Void> firstUse(UUID member, String inviteCode) {
    return sql.first(
            """
            SELECT i.id, coalesce(i.unionid = m.unionid, false) AS same_person
            FROM invite_code_owner code JOIN member i ON i.id = code.member_id, member m
            WHERE code.invite_code = $1 AND i.status = 'ACTIVE' AND m.id = $2 AND i.id <> m.id
            FOR NO KEY UPDATE OF i""",
            row -> new Owner(row.uuid("id"), row.bool("same_person")),
            inviteCode,
            member)
        .onItem()
        .ifNotNull()
        .transformToUni(
            owner ->
                owner.samePerson()
                    ? signals.keep(
                        ReferralSignalKind.SELF_INVITE, member, owner.id(), "the same unionid")
                    : inviteUnlessReturned(member, owner.id()));
  }

  private Uni<Void> inviteUnlessReturned(UUID member, UUID inviter) {
    return members
        .hasReturned(member)
        .chain(
            returned ->
                returned
                    ? signals.keep(
                        ReferralSignalKind.RETURNED,
                        member,
                        inviter,
                        "an account was deleted before")
                    : inviteUnlessBurst(member, inviter));
  }

  private Uni<Void> inviteUnlessBurst(UUID member, UUID inviter) {
    return invites
        .lately(inviter)
        .chain(
            lately -> {
              if (lately.withinHour() >= config.maxInvitesPerHour()) {
                return burst(member, inviter, config.maxInvitesPerHour() + " within an hour");
              }
              if (lately.withinDay() >= config.maxInvitesPerDay()) {
                return burst(member, inviter, config.maxInvitesPerDay() + " within a day");
              }
              return invites.add(inviter, member).replaceWithVoid();
            });
  }

  private Uni<Void> burst(UUID member, UUID inviter, String limit) {
    return signals.keep(ReferralSignalKind.BURST, member, inviter, limit);
  }

  /** Most of the time somebody opens a friend's page again, and nothing is to be said of it. */
  private Uni<Void> laterUse(UUID member, String inviteCode) {
    return sql.first(
            """
            WITH RECURSIVE owner AS (
              SELECT o.id, o.inviter_id
              FROM invite_code_owner code JOIN member o ON o.id = code.member_id
              WHERE code.invite_code = $1 AND o.status = 'ACTIVE'
            ), above AS (
              SELECT inviter_id AS id, 1 AS distance FROM owner
              UNION ALL
              SELECT m.inviter_id, distance + 1 FROM above JOIN member m ON m.id = above.id
              WHERE distance < $3
            )
            SELECT owner.id, self.inviter_id,
                   EXISTS (SELECT FROM above WHERE above.id = self.id) AS invited_by_self
            FROM owner, member self WHERE self.id = $2""",
            row -> new Later(row.uuid("id"), row.uuid("inviter_id"), row.bool("invited_by_self")),
            inviteCode,
            member,
            LONGEST_CHAIN)
        .onItem()
        .ifNotNull()
        .transformToUni(later -> judge(member, later));
  }

  private Uni<Void> judge(UUID member, Later later) {
    if (later.owner().equals(member)) {
      return signals.keep(ReferralSignalKind.SELF_INVITE, member, member, "the own code");
    }
    if (later.invitedBySelf()) {
      return signals.keep(
          ReferralSignalKind.LOOP, member, later.owner(), "invited by the one who used the code");
    }
    if (later.inviter() != null && !later.inviter().equals(later.owner())) {
      return signals.keep(
          ReferralSignalKind.SECOND_INVITER, member, later.owner(), "another was the inviter");
    }
    return Uni.createFrom().voidItem();
  }

  private record Owner(UUID id, boolean samePerson) {}

  /**
   * @param owner of the code
   * @param inviter of the one who used it, or null
   */
  private record Later(UUID owner, UUID inviter, boolean invitedBySelf) {}
}

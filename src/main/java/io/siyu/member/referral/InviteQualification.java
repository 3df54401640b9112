package io.siyu.member.referral;

import io.siyu.member.MemberRewards;
import io.siyu.member.referral.Invites.Standing;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.event.Events;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets invites count, once, and takes that back when the order behind it is refunded. What counts
 * is told by events, which come in any order and more than once: with both members locked, every
 * one of them finds the invite as the others, and the refund, left it.
 */
@ApplicationScoped
public class InviteQualification {

  private final Database database;
  private final Sql sql;
  private final Invites invites;
  private final ReferralSignals signals;
  private final MemberRewards rewards;
  private final Events events;
  private final ReferralConfig config;
  private final CrashPoints crashPoints;

  InviteQualification(
      Database database,
      Sql sql,
      Invites invites,
      ReferralSignals signals,
      MemberRewards rewards,
      Events events,
      ReferralConfig config,
      CrashPoints crashPoints) {
    this.database = database;
    this.sql = sql;
    this.invites = invites;
    this.signals = signals;
    this.rewards = rewards;
    this.events = events;
    this.config = config;
    this.crashPoints = crashPoints;
  }

  Uni<Void> profileCompleted(UUID member) {
    return config.qualifiedBy() == QualifiedBy.PROFILE
        ? withInvite(member, invite -> qualify(member, invite, null, true))
        : Uni.createFrom().voidItem();
  }

  /**
   * The member paid an order that cost something. One that was refunded meanwhile has counted and
   * does no more, as if both events had come in their order.
   *
   * @param isRefunded whether the order was refunded whole by now; asked with the member locked, so
   *     that no refund comes in between
   */
  public Uni<Void> orderPaid(UUID member, UUID order, Supplier<Uni<Boolean>> isRefunded) {
    return config.qualifiedBy() == QualifiedBy.ORDER
        ? withInvite(
            member,
            invite ->
                isRefunded
                    .get()
                    .chain(
                        refunded ->
                            refunded
                                ? qualify(member, invite, order, false)
                                    .chain(() -> reverse(member, order))
                                : qualify(member, invite, order, true)))
        : Uni.createFrom().voidItem();
  }

  /**
   * An order of the member's was refunded whole. In the caller's transaction, which has locked the
   * member: that alone guards the state, since whatever changes it locks the invitee. The inviter,
   * whose lock would now come out of order, gives back the reward by an event.
   */
  public Uni<Void> orderRefunded(UUID member, UUID order) {
    return reverse(member, order);
  }

  /** While this waits for the two, one of them can vanish into another record of the person. */
  private Uni<Void> withInvite(UUID invitee, Function<Standing, Uni<Void>> work) {
    return database.transaction(
        () ->
            invites
                .inviterOf(invitee)
                .onItem()
                .ifNotNull()
                .transformToUni(
                    inviter ->
                        lock(inviter, invitee)
                            .chain(() -> invites.standing(invitee))
                            .onItem()
                            .ifNotNull()
                            .transformToUni(
                                invite ->
                                    invite.inviter().equals(inviter)
                                        ? work.apply(invite)
                                        : withInvite(invitee, work))));
  }

  /** In the order of their ids, as everywhere; also those who have left. */
  private Uni<Void> lock(UUID inviter, UUID invitee) {
    return sql.list(
            "SELECT id FROM member WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
            row -> row.uuid("id"),
            Set.of(inviter, invitee))
        .replaceWithVoid();
  }

  private Uni<Void> qualify(UUID member, Standing invite, UUID order, boolean rewarded) {
    if (invite.state() != InviteState.REGISTERED || !invite.bothActive() || invite.seenThrough()) {
      return Uni.createFrom().voidItem();
    }
    if (invite.samePerson() != null) {
      return signals.keep(
          ReferralSignalKind.SELF_INVITE, member, invite.inviter(), invite.samePerson());
    }
    return invites
        .qualify(invite.id(), order)
        .chain(
            qualified ->
                qualified && rewarded
                    ? rewards
                        .inviteQualified(invite.inviter(), invite.id())
                        .invoke(() -> crashPoints.reach("referral.rewarded"))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> reverse(UUID member, UUID order) {
    return invites
        .reverse(member, order)
        .onItem()
        .ifNotNull()
        .transformToUni(
            reversed ->
                signals
                    .keep(
                        ReferralSignalKind.ORDER_REFUNDED,
                        member,
                        reversed.inviter(),
                        InviteRecord.ORDER.encode(order))
                    .chain(() -> events.publish(reversed)));
  }
}

package io.siyu.member.referral;

import io.siyu.member.MemberDirectory;
import io.siyu.member.MemberRewards;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes back what an inviter was given, as the policy for points says. */
@ApplicationScoped
class RewardsOnInviteReversed implements EventSubscriber<InviteReversed> {

  private final MemberDirectory members;
  private final MemberRewards rewards;

  RewardsOnInviteReversed(MemberDirectory members, MemberRewards rewards) {
    this.members = members;
    this.rewards = rewards;
  }

  @Override
  public String name() {
    return "referral.rewardsOnInviteReversed";
  }

  @Override
  public Class<InviteReversed> eventType() {
    return InviteReversed.class;
  }

  /** Also from an inviter who has left. */
  @Override
  public Uni<Void> on(InviteReversed event) {
    return members
        .lockEvenIfGone(event.inviter())
        .chain(() -> rewards.inviteReversed(event.inviter(), event.invite()));
  }
}

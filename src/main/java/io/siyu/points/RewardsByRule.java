package io.siyu.points;

import io.siyu.member.MemberDirectory;
import io.siyu.member.MemberRewards;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives points for what members do, by the earn rules. */
@ApplicationScoped
class RewardsByRule implements MemberRewards {

  /** There is one profile per member. */
  private static final String THE_PROFILE = "PROFILE";

  private final MemberDirectory members;
  private final RuleEarnings earnings;
  private final PointsLedger ledger;

  RewardsByRule(MemberDirectory members, RuleEarnings earnings, PointsLedger ledger) {
    this.members = members;
    this.earnings = earnings;
    this.ledger = ledger;
  }

  @Override
  public Uni<Void> questionnaireAnswered(UUID member, UUID questionnaire) {
    return onceInALife(member, EarnRuleCode.QUESTIONNAIRE, questionnaire.toString());
  }

  @Override
  public Uni<Void> profileCompleted(UUID member) {
    return onceInALife(member, EarnRuleCode.PROFILE, THE_PROFILE);
  }

  @Override
  public Uni<Void> inviteQualified(UUID inviter, UUID invite) {
    return earnings.earn(inviter, EarnRuleCode.REFERRAL, invite.toString()).replaceWithVoid();
  }

  @Override
  public Uni<Void> inviteReversed(UUID inviter, UUID invite) {
    return ledger.reverse(inviter, EarnRuleCode.REFERRAL.name(), invite.toString());
  }

  /** Once a person, not once an account: whoever deleted one could earn it there already. */
  private Uni<Void> onceInALife(UUID member, EarnRuleCode rule, String businessId) {
    return members
        .hasReturned(member)
        .chain(
            returned ->
                returned
                    ? Uni.createFrom().voidItem()
                    : earnings.earn(member, rule, businessId).replaceWithVoid());
  }
}

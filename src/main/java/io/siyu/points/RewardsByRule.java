package io.siyu.points;

import io.siyu.member.MemberRewards;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives points for what members do, by the earn rules. */
@ApplicationScoped
class RewardsByRule implements MemberRewards {

  /** There is one profile per member. */
  private static final String THE_PROFILE = "PROFILE";

  private final RuleEarnings earnings;
  private final PointsLedger ledger;

  RewardsByRule(RuleEarnings earnings, PointsLedger ledger) {
    this.earnings = earnings;
    this.ledger = ledger;
  }

  @Override
  public Uni<Void> questionnaireAnswered(UUID member, UUID questionnaire) {
    return earnings
        .earn(member, EarnRuleCode.QUESTIONNAIRE, questionnaire.toString())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> profileCompleted(UUID member) {
    return earnings.earn(member, EarnRuleCode.PROFILE, THE_PROFILE).replaceWithVoid();
  }

  @Override
  public Uni<Void> inviteQualified(UUID inviter, UUID invite) {
    return earnings.earn(inviter, EarnRuleCode.REFERRAL, invite.toString()).replaceWithVoid();
  }

  @Override
  public Uni<Void> inviteReversed(UUID inviter, UUID invite) {
    return ledger.reverse(inviter, EarnRuleCode.REFERRAL.name(), invite.toString());
  }
}

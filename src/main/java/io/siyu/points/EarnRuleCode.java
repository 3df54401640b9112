package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** What earns points by a rule. Every source is the server's own: no client says what it earned. */
@Description("What earns points by a rule (积分规则).")
public enum EarnRuleCode {
  @Description("The daily check-in (每日签到).")
  CHECK_IN,
  @Description("A paid order (消费), per full yuan of goods, times the tier's multiplier.")
  PURCHASE,
  @Description(
      "The profile is complete (完善资料), once; never again for who deleted an account and returned.")
  PROFILE,
  @Description(
      "A questionnaire was answered (问卷), once each; not by who deleted an account and returned.")
  QUESTIONNAIRE,
  @Description("An invited friend qualified (邀请好友), once each.")
  REFERRAL,
  @Description("A challenge was completed (完成挑战), once each.")
  CHALLENGE,
  @Description("A message in a community (群发言), as WeCom or an operator's import tells it.")
  CHAT_MESSAGE
}

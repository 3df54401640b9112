package io.siyu.member.referral;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** REGISTERED → QUALIFIED → REVERSED; never back. */
@Enum("InviteState")
@Description("What became of an invite (邀请状态).")
public enum InviteState {
  @Description("The friend logged in for the first time, with the code (已注册).")
  REGISTERED,
  @Description("The friend did what counts, and the inviter was rewarded (已达标).")
  QUALIFIED,
  @Description("The order that counted was refunded whole, and the reward taken back (已撤销).")
  REVERSED
}

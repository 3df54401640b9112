package io.siyu.member.referral;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What about an invite looks like fraud. */
@Enum("ReferralSignalKind")
@Description("What about an invite looks like fraud (邀请风险信号); the invite was refused.")
public enum ReferralSignalKind {
  @Description("Both are one person: the own code, the same unionid or the same phone (自己邀请自己).")
  SELF_INVITE,
  @Description(
      "The owner of the code was invited by the one who used it, maybe over others (循环邀请).")
  LOOP,
  @Description("One who has an inviter used the code of another (重复邀请).")
  SECOND_INVITER,
  @Description("The friend had deleted an earlier account (注销后重新注册).")
  RETURNED,
  @Description("The inviter brought more friends at once than the limit allows (短时大量邀请).")
  BURST,
  @Description("The order that counted was refunded whole; the invite was reversed (首单退款).")
  ORDER_REFUNDED,
  @Description("The friend turned out to have been a member before the invite (邀请的是老会员).")
  EXISTING_MEMBER
}

package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Whether a member can act. */
@Enum("MemberStatus")
@Description("Whether a member can act (会员状态).")
public enum MemberStatus {
  @Description("A member like any other (正常).")
  ACTIVE,
  @Description("Closed by the brand (已封禁).")
  BLOCKED,
  @Description("Left; nothing personal remains (已注销).")
  DELETED
}

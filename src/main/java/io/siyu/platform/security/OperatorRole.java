package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What an operator may do; the names are those of {@link Roles}. */
@Enum("OperatorRole")
@Description("A role (角色) of the brand's staff.")
public enum OperatorRole {
  @Description("Does everything, and manages operators (管理员).")
  ADMIN,
  @Description("Runs the shop: members, orders, campaigns, chain-buys (运营).")
  OPERATOR,
  @Description("Writes content and playbooks (内容).")
  CONTENT,
  @Description("Serves members: inquiries, pick-up, coupons in store (客服).")
  SERVICE
}

package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of a login with WeChat. */
@Enum("LoginWithWeChatErrorCode")
@Description("Why a login with WeChat can be refused.")
public enum LoginWithWeChatErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("WeChat does not know the code, or it was used before: call wx.login again.")
  CODE_REJECTED,
  @Description("WeChat considers the user a high risk and blocks the login.")
  BLOCKED_BY_WECHAT,
  @Description("The brand closed the account.")
  ACCOUNT_BLOCKED
}

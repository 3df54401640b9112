package io.siyu.wechat;

import java.util.Objects;
import java.util.Optional;

/**
 * Who logged in. The session key that comes with it is dropped on arrival: nothing here decrypts
 * client data, and what isn't kept can't leak. Source: WeChat Mini Program server API, document
 * "小程序登录" (auth.code2Session).
 *
 * @param openid the user within this mini-program
 * @param unionid the user across the brand's WeChat apps; absent unless the mini-program is bound
 *     to an open platform account
 */
public record WeChatIdentity(String openid, Optional<String> unionid) {

  public WeChatIdentity {
    Objects.requireNonNull(openid, "openid");
    Objects.requireNonNull(unionid, "unionid");
  }

  /** Hides both ids: they are personal data, and a record's own text would put them into logs. */
  @Override
  public String toString() {
    return "WeChatIdentity[hidden]";
  }
}

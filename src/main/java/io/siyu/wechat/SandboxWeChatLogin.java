package io.siyu.wechat;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Login without WeChat, for development, tests and benchmarks. The same code always gives the same
 * user, and a code may be used again. Stands in for WeChat Mini Program server API, document
 * "小程序登录" (auth.code2Session).
 *
 * <ul>
 *   <li>{@code demo:7} is the seventh demo member, openid {@code demo-openid-7};
 *   <li>{@code demo:7:u3} is the same one with unionid {@code demo-unionid-3};
 *   <li>{@code new:abc} is a user with openid {@code sandbox-abc}, for load tests.
 * </ul>
 */
public final class SandboxWeChatLogin implements WeChatLogin {

  /** 1 to 1,000,000 without leading zeros, so that one user has one code. */
  private static final String NUMBER = "([1-9][0-9]{0,5}|1000000)";

  private static final Pattern DEMO = Pattern.compile("demo:" + NUMBER + "(?::u" + NUMBER + ")?");
  private static final Pattern NEW = Pattern.compile("new:([A-Za-z0-9_-]{1,40})");

  @Override
  public Uni<WeChatIdentity> exchange(String code) {
    if (code == null || code.isBlank()) {
      return rejected(WeChatLoginRejected.Reason.MISSING_CODE);
    }
    Matcher demo = DEMO.matcher(code);
    if (demo.matches()) {
      Optional<String> unionid = Optional.ofNullable(demo.group(2)).map("demo-unionid-"::concat);
      return identity("demo-openid-" + demo.group(1), unionid);
    }
    Matcher fresh = NEW.matcher(code);
    if (fresh.matches()) {
      return identity("sandbox-" + fresh.group(1), Optional.empty());
    }
    return rejected(WeChatLoginRejected.Reason.INVALID_CODE);
  }

  private static Uni<WeChatIdentity> identity(String openid, Optional<String> unionid) {
    return Uni.createFrom().item(new WeChatIdentity(openid, unionid));
  }

  private static Uni<WeChatIdentity> rejected(WeChatLoginRejected.Reason reason) {
    return Uni.createFrom().failure(() -> new WeChatLoginRejected(reason));
  }
}

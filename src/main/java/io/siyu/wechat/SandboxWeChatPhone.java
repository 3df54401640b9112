package io.siyu.wechat;

import io.smallrye.mutiny.Uni;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Phone numbers without WeChat, for development, tests and benchmarks: the code {@code
 * phone:13800000000} gives the number {@code +8613800000000}, as often as it is sent. Stands in for
 * WeChat Mini Program document "手机号快速验证组件 / getPhoneNumber".
 */
public final class SandboxWeChatPhone implements WeChatPhone {

  private static final Pattern CODE = Pattern.compile("phone:(1[0-9]{10})");

  @Override
  public Uni<WeChatPhoneNumber> exchange(String code) {
    Matcher known = CODE.matcher(code == null ? "" : code);
    return known.matches()
        ? Uni.createFrom().item(new WeChatPhoneNumber("+86" + known.group(1)))
        : Uni.createFrom().failure(WeChatPhoneRejected::new);
  }
}

package io.siyu.wechat;

/**
 * WeChat answered, and refuses the code: it is unknown, used, older than five minutes (40029,
 * 40163) or was none. Source: WeChat Mini Program document "手机号快速验证组件 / getPhoneNumber".
 */
public final class WeChatPhoneRejected extends RuntimeException {

  public WeChatPhoneRejected() {
    // No stack trace: a refusal is an ordinary answer, and anybody can cause any number of them.
    super("WeChat phone code rejected", null, false, false);
  }
}

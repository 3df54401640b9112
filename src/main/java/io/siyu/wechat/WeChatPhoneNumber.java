package io.siyu.wechat;

import java.util.Objects;

/**
 * A phone number that WeChat has verified. Source: WeChat Mini Program document "手机号快速验证组件 /
 * getPhoneNumber", field phone_info.
 *
 * @param international with country code, as {@code +8613800000000} (E.164)
 */
public record WeChatPhoneNumber(String international) {

  public WeChatPhoneNumber {
    Objects.requireNonNull(international, "international");
  }

  /** Hides the number: it is personal data, and a record's own text would put it into logs. */
  @Override
  public String toString() {
    return "WeChatPhoneNumber[hidden]";
  }
}

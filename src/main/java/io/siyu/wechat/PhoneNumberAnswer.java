package io.siyu.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Reads the answer of {@code getuserphonenumber}. Source: WeChat Mini Program document "手机号快速验证组件 /
 * getPhoneNumber", server API getuserphonenumber, and document "全局错误码".
 */
final class PhoneNumberAnswer {

  /** E.164 allows 15 digits in all. */
  private static final Pattern COUNTRY_CODE = Pattern.compile("[1-9][0-9]{0,2}");

  private static final Pattern NATIONAL_NUMBER = Pattern.compile("[0-9]{4,12}");

  private PhoneNumberAnswer() {}

  /**
   * @throws WeChatPhoneRejected when WeChat refuses the code
   * @throws AccessTokenRefused when WeChat refuses the access token
   * @throws WeChatUnavailable for every other answer without a number
   */
  static WeChatPhoneNumber number(byte[] body) {
    WeChatAnswer answer = WeChatAnswer.of(body);
    if (answer.errcode() != 0) {
      throw failure(answer);
    }
    JsonNode info = answer.json().path("phone_info");
    String countryCode = digits(info, "countryCode", COUNTRY_CODE);
    return new WeChatPhoneNumber(
        "+" + countryCode + digits(info, "purePhoneNumber", NATIONAL_NUMBER));
  }

  private static String digits(JsonNode info, String field, Pattern form) {
    JsonNode value = info.path(field);
    String text = value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
    if (!form.matcher(text).matches()) {
      // Says which field and never what it held.
      throw WeChatAnswer.unreadable(field + " is missing or no number");
    }
    return text;
  }

  private static RuntimeException failure(WeChatAnswer answer) {
    long errcode = answer.errcode();
    if (errcode == 40029 || errcode == 40163) { // unknown or too old, used
      return new WeChatPhoneRejected();
    }
    if (errcode == 40001 // credential invalid, also after another one was issued
        || errcode == 40014 // not a token
        || errcode == 41001 // token missing
        || errcode == 42001) { // token expired
      return new AccessTokenRefused(answer.failure(WeChatUnavailable.Reason.UNEXPECTED));
    }
    return answer.failure(reason(errcode));
  }

  private static WeChatUnavailable.Reason reason(long errcode) {
    if (errcode == -1) {
      return WeChatUnavailable.Reason.BUSY;
    }
    if (errcode == 45009 || errcode == 45011) { // quota of the day, quota of the minute
      return WeChatUnavailable.Reason.RATE_LIMITED;
    }
    if (errcode == 40013 // the code belongs to another mini-program
        || errcode == 48001) { // the mini-program has no right to phone numbers
      return WeChatUnavailable.Reason.MISCONFIGURED;
    }
    return WeChatUnavailable.Reason.UNEXPECTED;
  }
}

package io.siyu.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Reads the answer of {@code jscode2session}. The content type plays no part: WeChat sends its JSON
 * as {@code text/plain}. Source: WeChat Mini Program server API, documents "小程序登录"
 * (auth.code2Session) and "全局错误码".
 */
final class Code2SessionAnswer {

  /** Ids are 28 characters today; a limit keeps nonsense out of the database. */
  private static final int LONGEST_ID = 128;

  private Code2SessionAnswer() {}

  /**
   * @throws WeChatLoginRejected when WeChat refuses the code or its user
   * @throws WeChatUnavailable for every other answer without an identity
   */
  static WeChatIdentity identity(byte[] body) {
    WeChatAnswer answer = WeChatAnswer.of(body);
    if (answer.errcode() != 0) {
      throw failure(answer);
    }
    Optional<String> openid = id(answer.json(), "openid");
    Optional<String> unionid = id(answer.json(), "unionid");
    return new WeChatIdentity(
        openid.orElseThrow(() -> WeChatAnswer.unreadable("openid is missing")), unionid);
  }

  private static Optional<String> id(JsonNode answer, String field) {
    JsonNode value = answer.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().length() > LONGEST_ID) {
      throw WeChatAnswer.unreadable(field + " is not an id");
    }
    return Optional.of(value.textValue()).filter(text -> !text.isBlank());
  }

  private static RuntimeException failure(WeChatAnswer answer) {
    long errcode = answer.errcode();
    if (errcode == 40029) {
      return new WeChatLoginRejected(WeChatLoginRejected.Reason.INVALID_CODE);
    }
    if (errcode == 40163) {
      return new WeChatLoginRejected(WeChatLoginRejected.Reason.USED_CODE);
    }
    if (errcode == 40226) {
      return new WeChatLoginRejected(WeChatLoginRejected.Reason.BLOCKED_USER);
    }
    if (errcode == 41008) {
      return new WeChatLoginRejected(WeChatLoginRejected.Reason.MISSING_CODE);
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
    if (errcode == 40013 // invalid app id
        || errcode == 40125 // invalid app secret
        || errcode == 41002 // app id missing
        || errcode == 41004) { // app secret missing
      return WeChatUnavailable.Reason.MISCONFIGURED;
    }
    return WeChatUnavailable.Reason.UNEXPECTED;
  }
}

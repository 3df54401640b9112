package io.siyu.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the answer of {@code jscode2session}. The content type plays no part: WeChat sends its JSON
 * as {@code text/plain}. Source: WeChat Mini Program server API, documents "小程序登录"
 * (auth.code2Session) and "全局错误码".
 */
final class Code2SessionAnswer {

  /** Ids are 28 characters today; a limit keeps nonsense out of the database. */
  private static final int LONGEST_ID = 128;

  /** What WeChat's support asks for; the rest of errmsg is prose that may quote the request. */
  private static final Pattern REQUEST_ID = Pattern.compile("rid: ([0-9a-f-]{1,64})");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Code2SessionAnswer() {}

  /**
   * @throws WeChatLoginRejected when WeChat refuses the code or its user
   * @throws WeChatUnavailable for every other answer without an identity
   */
  static WeChatIdentity identity(byte[] body) {
    JsonNode answer = parse(body);
    JsonNode error = answer.path("errcode");
    if (!error.isMissingNode() && !error.isIntegralNumber()) {
      throw unreadable("errcode is not a number");
    }
    if (error.longValue() != 0) {
      throw failure(error.longValue(), answer.path("errmsg").asText());
    }
    Optional<String> openid = id(answer, "openid");
    Optional<String> unionid = id(answer, "unionid");
    return new WeChatIdentity(openid.orElseThrow(() -> unreadable("openid is missing")), unionid);
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode answer = JSON.readTree(body);
      if (answer.isObject()) {
        return answer;
      }
      throw unreadable("not a JSON object");
    } catch (IOException malformed) {
      // The parser's message quotes what it read, which may be a session key.
      throw unreadable("not JSON");
    }
  }

  private static Optional<String> id(JsonNode answer, String field) {
    JsonNode value = answer.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().length() > LONGEST_ID) {
      throw unreadable(field + " is not an id");
    }
    return Optional.of(value.textValue()).filter(text -> !text.isBlank());
  }

  private static RuntimeException failure(long errcode, String errmsg) {
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
    return new WeChatUnavailable(reason(errcode), "errcode " + errcode + requestId(errmsg));
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

  private static String requestId(String errmsg) {
    Matcher matcher = REQUEST_ID.matcher(errmsg);
    return matcher.find() ? ", rid " + matcher.group(1) : "";
  }

  private static WeChatUnavailable unreadable(String detail) {
    return new WeChatUnavailable(WeChatUnavailable.Reason.UNREADABLE, detail);
  }
}

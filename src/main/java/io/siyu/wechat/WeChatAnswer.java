package io.siyu.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all answers of WeChat's server API have in common: JSON, whatever the content type, with an
 * {@code errcode} that is missing or 0 when all went well. Source: WeChat Mini Program server API,
 * document "全局错误码".
 */
record WeChatAnswer(JsonNode json, long errcode) {

  /** What WeChat's support asks for; the rest of errmsg is prose that may quote the request. */
  private static final Pattern REQUEST_ID = Pattern.compile("rid: ([0-9a-f-]{1,64})");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws WeChatUnavailable when it isn't the documented JSON
   */
  static WeChatAnswer of(byte[] body) {
    JsonNode json = parse(body);
    JsonNode error = json.path("errcode");
    if (!error.isMissingNode() && !error.isIntegralNumber()) {
      throw unreadable("errcode is not a number");
    }
    return new WeChatAnswer(json, error.longValue());
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

  /** The error for operators, when it is not the user's. */
  WeChatUnavailable failure(WeChatUnavailable.Reason reason) {
    Matcher matcher = REQUEST_ID.matcher(json.path("errmsg").asText());
    String requestId = matcher.find() ? ", rid " + matcher.group(1) : "";
    return new WeChatUnavailable(reason, "errcode " + errcode + requestId);
  }

  static WeChatUnavailable unreadable(String detail) {
    return new WeChatUnavailable(WeChatUnavailable.Reason.UNREADABLE, detail);
  }

  /** Hides the answer, which has secrets and personal data. */
  @Override
  public String toString() {
    return "WeChatAnswer[errcode=" + errcode + "]";
  }
}

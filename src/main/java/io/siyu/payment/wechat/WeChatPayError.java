package io.siyu.payment.wechat;

import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/**
 * Reads an answer that says no: a status and {@code {code, message}}. Sources: WeChat Pay APIv3,
 * documents "错误码和错误提示", "JSAPI下单", "查询订单", "关闭订单", "申请退款", "查询退款".
 */
final class WeChatPayError {

  private static final Pattern CODE = Pattern.compile("[A-Z_]{1,64}");

  /** What WeChat's support asks for. */
  private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z-]{1,128}");

  private WeChatPayError() {}

  static WeChatPayProblem of(SignedMessage.Answer answer) {
    String code = code(answer.message().body());
    String id = answer.requestId();
    String detail =
        "HTTP "
            + answer.status()
            + (code.isEmpty() ? "" : " " + code)
            + (id != null && REQUEST_ID.matcher(id).matches() ? ", Request-ID " + id : "");
    return new WeChatPayProblem(kind(answer.status(), code), detail);
  }

  private static String code(byte[] body) {
    try {
      String code = new JsonObject(Buffer.buffer(body)).getString("code", "");
      return CODE.matcher(code).matches() ? code : "";
    } catch (DecodeException | ClassCastException notDocumented) {
      return "";
    }
  }

  private static Kind kind(int status, String code) {
    return switch (code) {
      case "NOT_FOUND", "RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST", "ORDERNOTEXIST" -> Kind.NOT_FOUND;
      case "ORDERPAID", "ORDER_PAID" -> Kind.PAID;
      case "ORDER_CLOSED", "ORDERCLOSED" -> Kind.CLOSED;
      case "USER_ACCOUNT_ABNORMAL", "ACCOUNT_ERROR", "ACCOUNTERROR" -> Kind.PAYER_REFUSED;
      case "INVALID_REQUEST", "OUT_TRADE_NO_USED" -> Kind.INVALID;
      case "PARAM_ERROR" -> Kind.BAD_PARAMETERS;
      case "NOT_ENOUGH" -> Kind.NOT_ENOUGH;
      case "FREQUENCY_LIMITED", "FREQUENCY_LIMIT_EXCEED", "RATELIMIT_EXCEEDED", "RULE_LIMIT" ->
          Kind.LIMITED;
      case "SIGN_ERROR", "NO_AUTH", "MCH_NOT_EXISTS", "APPID_MCHID_NOT_MATCH" -> Kind.MISCONFIGURED;
      case "SYSTEM_ERROR", "SYSTEMERROR", "BANK_ERROR" -> Kind.BUSY;
      default -> kind(status);
    };
  }

  private static Kind kind(int status) {
    if (status >= 500) {
      return Kind.BUSY;
    }
    return switch (status) {
      case 401 -> Kind.MISCONFIGURED;
      case 429 -> Kind.LIMITED;
      default -> Kind.UNEXPECTED;
    };
  }
}

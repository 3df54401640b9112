package io.siyu.payment.wechat;

import io.siyu.kernel.Money;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentGateway.TradeState;
import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Reads trades and refunds, which look alike in answers and in notices. Whatever is not as
 * documented fails with {@link WeChatPayProblem}. Sources: WeChat Pay APIv3, documents "商户订单号查询订单",
 * "支付成功回调通知", "查询单笔退款".
 */
final class Answers {

  private static final int LONGEST_TEXT = 64;

  private Answers() {}

  static Trade trade(JsonObject json) {
    String number = text(json, "out_trade_no");
    TradeState state = tradeState(text(json, "trade_state"));
    return state == TradeState.SUCCESS
        ? new Trade(
            number,
            state,
            text(json, "transaction_id"),
            amount(json, "total"),
            time(json, "success_time"))
        : new Trade(number, state, null, null, null);
  }

  /** Whether it concerns our merchant, our mini-program and our currency. */
  static boolean isFor(WeChatPay.Account account, JsonObject trade) {
    JsonObject amount = object(trade, "amount");
    return account.mchId().equals(trade.getValue("mchid"))
        && account.appId().equals(trade.getValue("appid"))
        && Money.CURRENCY.equals(amount.getValue("currency", Money.CURRENCY));
  }

  /**
   * A trade whose money is on its way back has been paid all the same. What is left over belongs to
   * payments by other ways than a mini-program.
   */
  private static TradeState tradeState(String state) {
    return switch (state) {
      case "SUCCESS", "REFUND" -> TradeState.SUCCESS;
      case "CLOSED", "REVOKED" -> TradeState.CLOSED;
      case "NOTPAY", "USERPAYING", "PAYERROR" -> TradeState.NOTPAY;
      default -> throw unexpected("trade_state");
    };
  }

  static RefundAnswer refund(String status) {
    return switch (status) {
      case "SUCCESS" -> RefundAnswer.SUCCESS;
      case "PROCESSING" -> RefundAnswer.PROCESSING;
      case "CLOSED", "ABNORMAL" -> RefundAnswer.ABNORMAL;
      default -> throw unexpected("status");
    };
  }

  static Money amount(JsonObject json, String name) {
    Object fen = object(json, "amount").getValue(name);
    if (fen instanceof Integer || fen instanceof Long) {
      return Money.ofFen(((Number) fen).longValue());
    }
    throw unexpected("amount." + name);
  }

  static String text(JsonObject json, String name) {
    if (json.getValue(name) instanceof String text
        && !text.isEmpty()
        && text.length() <= LONGEST_TEXT) {
      return text;
    }
    throw unexpected(name);
  }

  private static JsonObject object(JsonObject json, String name) {
    if (json.getValue(name) instanceof JsonObject object) {
      return object;
    }
    throw unexpected(name);
  }

  private static Instant time(JsonObject json, String name) {
    try {
      return OffsetDateTime.parse(text(json, name)).toInstant();
    } catch (DateTimeException noTime) {
      throw unexpected(name);
    }
  }

  private static WeChatPayProblem unexpected(String name) {
    return new WeChatPayProblem(Kind.UNEXPECTED, "no " + name + " as documented");
  }
}

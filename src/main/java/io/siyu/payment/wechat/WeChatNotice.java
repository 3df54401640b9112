package io.siyu.payment.wechat;

import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentGateway.TradeState;
import io.siyu.payment.RefundNotice;
import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;

/**
 * What a notice says once it is verified and decrypted. Sources: WeChat Pay APIv3, documents
 * "支付成功回调通知", "退款结果回调通知".
 *
 * @param trade null unless it is about money that was taken
 * @param refund null unless it is about a refund
 * @param ours whether it names our merchant, mini-program and currency
 */
record WeChatNotice(Trade trade, RefundNotice refund, boolean ours) {

  private static final String PAID = "TRANSACTION.SUCCESS";
  private static final String REFUND = "REFUND.";

  /**
   * @return with neither, when it is about something that nobody here has asked for
   * @throws WeChatPayProblem when it is not as documented, or the APIv3 key does not open it
   */
  static WeChatNotice of(byte[] body, WeChatPay weChatPay) {
    JsonObject envelope = json(body);
    String event = Answers.text(envelope, "event_type");
    if (event.equals(PAID)) {
      return paid(open(envelope, weChatPay.cipher()), weChatPay.account());
    }
    if (event.startsWith(REFUND)) {
      return refunded(open(envelope, weChatPay.cipher()), weChatPay.account());
    }
    return new WeChatNotice(null, null, true);
  }

  private static WeChatNotice paid(JsonObject json, WeChatPay.Account account) {
    Trade trade = Answers.trade(json);
    if (trade.state() != TradeState.SUCCESS) {
      throw new WeChatPayProblem(Kind.UNEXPECTED, "a notice of payment without money");
    }
    return new WeChatNotice(trade, null, Answers.isFor(account, json));
  }

  private static WeChatNotice refunded(JsonObject json, WeChatPay.Account account) {
    RefundNotice refund =
        new RefundNotice(
            Answers.text(json, "out_refund_no"),
            Answers.text(json, "out_trade_no"),
            Answers.amount(json, "refund"),
            Answers.refund(Answers.text(json, "refund_status")));
    return new WeChatNotice(null, refund, account.mchId().equals(json.getValue("mchid")));
  }

  private static JsonObject open(JsonObject envelope, ApiV3Cipher cipher) {
    if (envelope.getValue("resource") instanceof JsonObject sealed) {
      try {
        return json(cipher.open(sealed));
      } catch (GeneralSecurityException notOurs) {
        throw new WeChatPayProblem(
            Kind.MISCONFIGURED, "siyu.wechat-pay.api-v3-key does not open it");
      }
    }
    throw new WeChatPayProblem(Kind.UNEXPECTED, "no resource");
  }

  private static JsonObject json(byte[] body) {
    try {
      return new JsonObject(Buffer.buffer(body));
    } catch (RuntimeException notJson) {
      // Its message quotes what was read.
      throw new WeChatPayProblem(Kind.UNEXPECTED, "no JSON object");
    }
  }
}

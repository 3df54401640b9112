package io.siyu.payment.wechat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trades and refunds of the WeChat of tests. */
public final class FakeTrades {

  record Reply(int status, String body) {}

  private static final String TRADES = "/v3/pay/transactions/out-trade-no/";
  private static final String REFUNDS = "/v3/refund/domestic/refunds";

  private final Map<String, JsonObject> trades = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> refunds = new ConcurrentHashMap<>();
  private volatile String refundStatus = "SUCCESS";

  synchronized Reply answer(String method, String path, String body) {
    JsonObject json = body.isEmpty() ? new JsonObject() : new JsonObject(body);
    if (path.equals("/v3/pay/transactions/jsapi")) {
      return prepay(json);
    }
    if (path.startsWith(TRADES) && path.endsWith("/close")) {
      return close(path.substring(TRADES.length(), path.length() - "/close".length()));
    }
    if (path.startsWith(TRADES)) {
      JsonObject trade = trades.get(path.substring(TRADES.length()));
      return trade == null ? no(404, "ORDER_NOT_EXIST") : new Reply(200, trade.encode());
    }
    if (path.equals(REFUNDS) && method.equals("POST")) {
      return refund(json);
    }
    JsonObject refund = refunds.get(path.substring(REFUNDS.length() + 1));
    return refund == null ? no(404, "RESOURCE_NOT_EXISTS") : new Reply(200, refund.encode());
  }

  /** How refunds that are asked for from now on fare. */
  public void setRefundStatus(String status) {
    refundStatus = status;
  }

  /**
   * What the member's phone does: the money is taken.
   *
   * @return the trade, as a notice has it
   */
  public synchronized JsonObject pay(String number) {
    JsonObject trade = trades.get(number);
    if (trade == null || !"NOTPAY".equals(trade.getString("trade_state"))) {
      throw new IllegalStateException("The trade cannot be paid: " + trade);
    }
    return paid(trade, Instant.now());
  }

  /** Money that WeChat took of a trade, whatever it was told since. */
  synchronized JsonObject paid(JsonObject trade, Instant time) {
    String number = trade.getString("out_trade_no");
    trade
        .put("trade_state", "SUCCESS")
        .put("trade_type", "JSAPI")
        .put("transaction_id", "4200" + number.substring(0, 24))
        .put("success_time", text(time));
    trades.put(number, trade);
    return trade.copy();
  }

  /**
   * A trade as a notice has it, which is made up: nobody asks about it afterwards.
   *
   * @param transaction WeChat's own number
   */
  public static JsonObject taken(String number, String transaction, long fen, Instant time) {
    return new JsonObject()
        .put("appid", FakeWeChatPay.APP_ID)
        .put("mchid", FakeWeChatPay.MCH_ID)
        .put("out_trade_no", number)
        .put("transaction_id", transaction)
        .put("trade_type", "JSAPI")
        .put("trade_state", "SUCCESS")
        .put("trade_state_desc", "支付成功")
        .put("bank_type", "OTHERS")
        .put("success_time", text(time))
        .put("payer", new JsonObject().put("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"))
        .put(
            "amount",
            new JsonObject()
                .put("total", fen)
                .put("payer_total", fen)
                .put("currency", "CNY")
                .put("payer_currency", "CNY"));
  }

  synchronized JsonObject trade(String number) {
    return trades.get(number);
  }

  synchronized JsonObject refund(String number) {
    return refunds.get(number);
  }

  public synchronized long refunded() {
    return refunds.values().stream()
        .filter(refund -> refund.getString("status").equals("SUCCESS"))
        .mapToLong(refund -> refund.getJsonObject("amount").getLong("refund"))
        .sum();
  }

  private Reply prepay(JsonObject order) {
    if (OffsetDateTime.parse(order.getString("time_expire"))
        .toInstant()
        .isBefore(Instant.now().plusSeconds(60))) {
      return no(400, "PARAM_ERROR");
    }
    String number = order.getString("out_trade_no");
    JsonObject known = trades.putIfAbsent(number, order.copy().put("trade_state", "NOTPAY"));
    if (known != null && !known.getString("trade_state").equals("NOTPAY")) {
      return known.getString("trade_state").equals("CLOSED")
          ? no(400, "ORDER_CLOSED")
          : no(400, "ORDERPAID");
    }
    return new Reply(200, new JsonObject().put("prepay_id", "wx26" + number).encode());
  }

  private Reply close(String number) {
    JsonObject trade = trades.get(number);
    if (trade == null) {
      return no(404, "ORDER_NOT_EXIST");
    }
    if (trade.getString("trade_state").equals("SUCCESS")) {
      return no(400, "ORDERPAID");
    }
    trade.put("trade_state", "CLOSED");
    return new Reply(204, "");
  }

  private Reply refund(JsonObject asked) {
    JsonObject trade = trades.get(asked.getString("out_trade_no"));
    if (trade == null || !trade.containsKey("transaction_id")) {
      return no(404, "RESOURCE_NOT_EXISTS");
    }
    JsonObject refund =
        asked
            .copy()
            .put("refund_id", "5030" + asked.getString("out_refund_no").substring(0, 20))
            .put("transaction_id", trade.getString("transaction_id"))
            .put("status", refundStatus)
            .put("create_time", text(Instant.now()));
    JsonObject known = refunds.putIfAbsent(asked.getString("out_refund_no"), refund);
    trade.put("trade_state", "REFUND");
    return new Reply(200, (known == null ? refund : known).encode());
  }

  private static Reply no(int status, String code) {
    return new Reply(status, new JsonObject().put("code", code).put("message", "说明").encode());
  }

  private static String text(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(8)));
  }
}

package io.siyu.payment.wechat;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.payment.PayerAccounts;
import io.siyu.payment.PaymentConfig;
import io.siyu.payment.PaymentErrorCode;
import io.siyu.payment.PaymentGateway;
import io.siyu.payment.PrepayParameters;
import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Real money, by WeChat Pay v3 in a mini-program (JSAPI). Sources: WeChat Pay APIv3, documents
 * "JSAPI下单", "小程序调起支付", "商户订单号查询订单", "关闭订单", "退款申请", "查询单笔退款".
 */
@ApplicationScoped
class WeChatGateway implements PaymentGateway {

  private static final String TRADES = "/v3/pay/transactions/out-trade-no/";
  private static final String REFUNDS = "/v3/refund/domestic/refunds";
  private static final String SIGN_TYPE = "RSA";

  /** WeChat counts in its own time and wants an offset. */
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  /** WeChat takes no trade that ends sooner. */
  private static final Duration SHORTEST_TRADE = Duration.ofSeconds(90);

  private final WeChatPay weChatPay;
  private final PayerAccounts payers;
  private final Clock clock;

  WeChatGateway(WeChatPay weChatPay, PayerAccounts payers, Clock clock) {
    this.weChatPay = weChatPay;
    this.payers = payers;
    this.clock = clock;
  }

  @Override
  public PaymentConfig.Gateway name() {
    return PaymentConfig.Gateway.WECHAT;
  }

  @Override
  public Uni<PrepayParameters> prepay(TradeRequest request) {
    return payers
        .openid(request.payer())
        .onItem()
        .ifNull()
        .failWith(() -> notPayable("There is no WeChat account to pay from."))
        .chain(openid -> ask("prepay", request.tradeNumber(), order(request, openid)))
        .map(answer -> parameters(Answers.text(answer, "prepay_id")))
        .onFailure(WeChatPayProblem.class)
        .transform(problem -> refusal((WeChatPayProblem) problem, request));
  }

  private Uni<JsonObject> ask(String api, String number, JsonObject order) {
    return weChatPay
        .client()
        .ask(
            new WeChatPayClient.Call(
                api, number, HttpMethod.POST, "/v3/pay/transactions/jsapi", order));
  }

  private JsonObject order(TradeRequest request, String openid) {
    WeChatPay.Account account = weChatPay.account();
    return new JsonObject()
        .put("appid", account.appId())
        .put("mchid", account.mchId())
        .put("description", request.description())
        .put("out_trade_no", request.tradeNumber())
        .put("time_expire", seconds(request.expiresAt()))
        .put("notify_url", account.notifyUrl())
        .put("amount", amount().put("total", request.amount().fen()))
        .put("payer", new JsonObject().put("openid", openid));
  }

  private PrepayParameters parameters(String prepayId) {
    String timeStamp = String.valueOf(clock.instant().getEpochSecond());
    String nonce = weChatPay.merchant().nonce();
    String packageValue = "prepay_id=" + prepayId;
    String signature =
        weChatPay.merchant().sign(weChatPay.account().appId(), timeStamp, nonce, packageValue);
    return new PrepayParameters(timeStamp, nonce, packageValue, SIGN_TYPE, signature);
  }

  private RuntimeException refusal(WeChatPayProblem problem, TradeRequest request) {
    boolean ends = !clock.instant().plus(SHORTEST_TRADE).isBefore(request.expiresAt());
    return switch (problem.kind()) {
      case PAID ->
          Refusal.of(PaymentErrorCode.ALREADY_PAID, "This order is paid already.", "orderId");
      case CLOSED -> notPayable("This payment is closed. Make a new order.");
      case PAYER_REFUSED -> notPayable("WeChat does not let this account pay.");
      case BAD_PARAMETERS ->
          ends ? notPayable("The time to pay is over. Make a new order.") : problem;
      case UNREACHABLE,
          TIMED_OUT,
          CONNECTION_LOST,
          BUSY,
          UNVERIFIED,
          LIMITED,
          NOT_ENOUGH,
          MISCONFIGURED,
          UNEXPECTED,
          INVALID,
          NOT_FOUND ->
          problem;
    };
  }

  @Override
  public Uni<Trade> query(String tradeNumber) {
    String path = TRADES + tradeNumber + "?mchid=" + weChatPay.account().mchId();
    return weChatPay
        .client()
        .ask(new WeChatPayClient.Call("query", tradeNumber, HttpMethod.GET, path, null))
        .map(answer -> trade(tradeNumber, answer))
        .onFailure(WeChatGateway::isUnknown)
        .recoverWithNull();
  }

  /** Money of another account is no failure: it would be one for ever, and hold the order. */
  private Trade trade(String tradeNumber, JsonObject answer) {
    Trade trade = Answers.trade(answer);
    if (!trade.tradeNumber().equals(tradeNumber)) {
      throw new WeChatPayProblem(Kind.UNEXPECTED, "another trade than was asked for");
    }
    return trade.state() != TradeState.SUCCESS || Answers.isFor(weChatPay.account(), answer)
        ? trade
        : trade.ofAnotherAccount();
  }

  @Override
  public Uni<TradeState> close(String tradeNumber) {
    JsonObject merchant = new JsonObject().put("mchid", weChatPay.account().mchId());
    String path = TRADES + tradeNumber + "/close";
    return weChatPay
        .client()
        .ask(new WeChatPayClient.Call("close", tradeNumber, HttpMethod.POST, path, merchant))
        .replaceWith(TradeState.CLOSED)
        .onFailure(WeChatPayProblem.class)
        .recoverWithUni(failure -> closed((WeChatPayProblem) failure));
  }

  private static Uni<TradeState> closed(WeChatPayProblem problem) {
    if (problem.kind() == Kind.CLOSED || problem.kind() == Kind.NOT_FOUND) {
      return Uni.createFrom().item(TradeState.CLOSED);
    }
    return problem.kind() == Kind.PAID
        ? Uni.createFrom().item(TradeState.SUCCESS)
        : Uni.createFrom().failure(problem);
  }

  /**
   * A trade that WeChat does not know is no final answer: its money arrived, so the settings name
   * another merchant. Nor is a value that it does not accept, such as the address of notices.
   */
  @Override
  public Uni<RefundAnswer> refund(RefundRequest request) {
    JsonObject refund =
        new JsonObject()
            .put("out_trade_no", request.tradeNumber())
            .put("out_refund_no", request.refundNumber())
            .put("reason", request.reason())
            .put("notify_url", weChatPay.account().notifyUrl())
            .put(
                "amount",
                amount().put("refund", request.amount().fen()).put("total", request.total().fen()));
    String number = request.refundNumber();
    return weChatPay
        .client()
        .ask(new WeChatPayClient.Call("refund", number, HttpMethod.POST, REFUNDS, refund))
        .map(answer -> refundAnswer(number, answer))
        .onFailure(WeChatGateway::isRefusedForGood)
        .recoverWithItem(RefundAnswer.ABNORMAL);
  }

  @Override
  public Uni<RefundAnswer> queryRefund(String refundNumber) {
    String path = REFUNDS + "/" + refundNumber;
    return weChatPay
        .client()
        .ask(new WeChatPayClient.Call("query-refund", refundNumber, HttpMethod.GET, path, null))
        .map(answer -> refundAnswer(refundNumber, answer))
        .onFailure(WeChatGateway::isUnknown)
        .recoverWithNull();
  }

  private static RefundAnswer refundAnswer(String refundNumber, JsonObject answer) {
    if (!Answers.text(answer, "out_refund_no").equals(refundNumber)) {
      throw new WeChatPayProblem(Kind.UNEXPECTED, "another refund than was asked for");
    }
    return Answers.refund(Answers.text(answer, "status"));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof WeChatPayProblem problem && problem.kind() == Kind.NOT_FOUND;
  }

  private static boolean isRefusedForGood(Throwable failure) {
    return failure instanceof WeChatPayProblem problem
        && (problem.kind() == Kind.INVALID || problem.kind() == Kind.PAYER_REFUSED);
  }

  private static JsonObject amount() {
    return new JsonObject().put("currency", Money.CURRENCY);
  }

  private static String seconds(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.truncatedTo(ChronoUnit.SECONDS).atOffset(CHINA));
  }

  private static Refusal notPayable(String message) {
    return Refusal.of(PaymentErrorCode.NOT_PAYABLE, message, "orderId");
  }
}

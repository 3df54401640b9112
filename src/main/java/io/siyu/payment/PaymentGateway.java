package io.siyu.payment;

import io.siyu.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/**
 * Whoever moves the money. Never called inside of a transaction; every call carries a number of
 * ours, so that repeating it is safe. Fails with {@link io.siyu.kernel.RequestFailure} UNAVAILABLE
 * while the gateway is away.
 */
public interface PaymentGateway {

  /** Value of {@code siyu.payment.gateway} that chooses it. */
  PaymentConfig.Gateway name();

  /** Announces a trade; the same number again answers for the same trade. */
  Uni<PrepayParameters> prepay(TradeRequest request);

  /**
   * @return null when the gateway has never heard of it
   */
  Uni<Trade> query(String tradeNumber);

  /**
   * Ends a trade that is not paid. Closing an unknown or closed one succeeds; an unknown one is
   * made all the same by a prepay that comes later.
   *
   * @return what the trade is afterwards: CLOSED, or SUCCESS when the money was faster
   */
  Uni<TradeState> close(String tradeNumber);

  /** Asks for money back; the same refund number again answers for the same refund. */
  Uni<RefundAnswer> refund(RefundRequest request);

  /**
   * @return null when the gateway has never heard of it
   */
  Uni<RefundAnswer> queryRefund(String refundNumber);

  /**
   * @param payer the member who pays
   * @param expiresAt no money is taken from then on
   */
  record TradeRequest(
      String tradeNumber, UUID payer, String description, Money amount, Instant expiresAt) {}

  /**
   * @param transactionId the gateway's number; null unless SUCCESS
   * @param paidAt the gateway's time; null unless SUCCESS
   * @param ours false for money of another merchant, mini-program or currency
   */
  record Trade(
      String tradeNumber,
      TradeState state,
      String transactionId,
      Money amount,
      Instant paidAt,
      boolean ours) {

    /** Ours. */
    public Trade(
        String tradeNumber, TradeState state, String transactionId, Money amount, Instant paidAt) {
      this(tradeNumber, state, transactionId, amount, paidAt, true);
    }

    /** The same trade, which is another account's. */
    public Trade ofAnotherAccount() {
      return new Trade(tradeNumber, state, transactionId, amount, paidAt, false);
    }
  }

  /** WeChat Pay's {@code trade_state}, as far as JSAPI payments have it. */
  enum TradeState {
    NOTPAY,
    SUCCESS,
    CLOSED
  }

  /**
   * @param total what was paid
   */
  record RefundRequest(
      String refundNumber, String tradeNumber, Money amount, Money total, String reason) {}

  /** WeChat Pay's refund {@code status}; CLOSED there counts as ABNORMAL here. */
  enum RefundAnswer {
    PROCESSING,
    SUCCESS,
    ABNORMAL
  }
}

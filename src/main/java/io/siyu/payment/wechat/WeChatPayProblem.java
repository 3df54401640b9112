package io.siyu.payment.wechat;

import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;

/**
 * WeChat Pay did not do what it was asked. Carries no cause: messages of HTTP clients quote
 * addresses, and WeChat's own messages may quote the request.
 */
final class WeChatPayProblem extends RequestFailure {

  /** What went wrong, and what follows from it. */
  enum Kind {
    /** No connection. */
    UNREACHABLE,
    /** No whole answer in time. */
    TIMED_OUT,
    /** The connection broke before the answer was whole. */
    CONNECTION_LOST,
    /** WeChat is busy: SYSTEM_ERROR, or a status of 500 and above. */
    BUSY,
    /**
     * The answer's signature is missing or wrong, or its time is over. WeChat sends wrong ones on
     * purpose, now and then, to see whether anybody notices.
     */
    UNVERIFIED,
    /** A limit of WeChat is reached: FREQUENCY_LIMITED, RULE_LIMIT. */
    LIMITED,
    /** The merchant's account has not enough for a refund. */
    NOT_ENOUGH,
    /** WeChat refuses the merchant or its signature: somebody has to look at the settings. */
    MISCONFIGURED,
    /** An answer that is not what the documents say. */
    UNEXPECTED,
    /** There is no such trade or refund. */
    NOT_FOUND,
    /** The trade is paid. */
    PAID,
    /** The trade is closed. */
    CLOSED,
    /** The payer's account is closed or not in order. */
    PAYER_REFUSED,
    /** WeChat refuses what it was asked, whenever it is asked: INVALID_REQUEST. */
    INVALID,
    /**
     * WeChat does not accept a value: a setting or this code is wrong, or too little time is left.
     */
    BAD_PARAMETERS;

    /** Every call carries a number of ours, so that repeating it is safe; but not always of use. */
    boolean repeatsAtOnce() {
      return switch (this) {
        case UNREACHABLE, TIMED_OUT, CONNECTION_LOST, BUSY, UNVERIFIED -> true;
        case LIMITED,
            NOT_ENOUGH,
            MISCONFIGURED,
            UNEXPECTED,
            NOT_FOUND,
            PAID,
            CLOSED,
            PAYER_REFUSED,
            INVALID,
            BAD_PARAMETERS ->
            false;
      };
    }

    /** Something is decided by it, so it has to be WeChat's word: signed. */
    boolean decides() {
      return switch (this) {
        case NOT_FOUND, PAID, CLOSED, PAYER_REFUSED, INVALID, BAD_PARAMETERS -> true;
        case UNREACHABLE,
            TIMED_OUT,
            CONNECTION_LOST,
            BUSY,
            UNVERIFIED,
            LIMITED,
            NOT_ENOUGH,
            MISCONFIGURED,
            UNEXPECTED ->
            false;
      };
    }
  }

  private final Kind kind;
  private final String detail;

  /**
   * @param detail for operators: an error code or an exception's class, never text that somebody
   *     else composed
   */
  WeChatPayProblem(Kind kind, String detail) {
    super(
        ErrorCategory.UNAVAILABLE, "WeChat Pay cannot be asked just now. Please try again later.");
    this.kind = kind;
    this.detail = detail;
  }

  /** Whatever it is, it is told as one of these. */
  static WeChatPayProblem of(Throwable failure) {
    return failure instanceof WeChatPayProblem known
        ? known
        : new WeChatPayProblem(Kind.UNEXPECTED, failure.getClass().getSimpleName());
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return detail;
  }

  @Override
  public String toString() {
    return "WeChat Pay: " + kind + " (" + detail + ")";
  }
}

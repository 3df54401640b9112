package io.siyu.payment;

import io.siyu.kernel.Money;
import io.siyu.payment.PaymentGateway.RefundAnswer;

/**
 * What the gateway tells of a refund.
 *
 * @param amount what went back to the payer, or was to
 */
public record RefundNotice(
    String refundNumber, String tradeNumber, Money amount, RefundAnswer answer) {}

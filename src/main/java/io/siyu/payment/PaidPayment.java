package io.siyu.payment;

import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Money arrived.
 *
 * @param paidAt the gateway's time, however late its notice came
 */
public record PaidPayment(UUID paymentId, UUID orderId, Money amount, Instant paidAt) {}

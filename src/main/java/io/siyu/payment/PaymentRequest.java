package io.siyu.payment;

import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody is asked to pay.
 *
 * @param orderId what it is for; one payment per order
 * @param payer the member
 * @param description what the payer reads in WeChat, at most 127 characters
 * @param amount more than nothing
 * @param expiresAt the gateway takes no money after that
 * @param hotspot what many such payments change at once, e.g. a chain-buy: those that wait for it
 *     share a transaction; null for none
 */
public record PaymentRequest(
    UUID orderId, UUID payer, String description, Money amount, Instant expiresAt, UUID hotspot) {}

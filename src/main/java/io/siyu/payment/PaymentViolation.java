package io.siyu.payment;

import java.util.UUID;

/**
 * A place where orders and money disagree.
 *
 * @param detail the numbers or states that should agree
 */
public record PaymentViolation(PaymentRule rule, UUID orderId, String detail) {}

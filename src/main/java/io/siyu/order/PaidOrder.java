package io.siyu.order;

import java.time.Instant;

/**
 * An order whose money came.
 *
 * @param paidAt the gateway's time, however late its notice came
 */
public record PaidOrder(OrderFacts order, Instant paidAt) {}

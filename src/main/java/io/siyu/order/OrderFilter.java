package io.siyu.order;

import java.util.UUID;

/**
 * Which orders a list shows; null parts do not filter.
 *
 * @param refundRefused only those with a refund that the gateway refused
 */
public record OrderFilter(
    UUID member, OrderStatus status, OrderSource source, boolean refundRefused) {}

package io.siyu.order;

import java.util.UUID;

/**
 * Where an order goes, and whether it is on its way.
 *
 * @param storeId where it is collected; null when it is sent to an address
 */
public record OrderPlace(UUID orderId, UUID storeId, OrderStatus status) {}

package io.siyu.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a member asks back.
 *
 * @param reason the member's words; null once the member has left
 * @param answer the shop's
 * @param units with their quantities
 */
record RefundRequest(
    UUID id,
    UUID orderId,
    UUID member,
    RefundRequestState state,
    String reason,
    String answer,
    Instant createdAt,
    Instant endedAt,
    List<LineUnits> units) {}

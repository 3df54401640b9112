package io.siyu.order;

import java.time.Instant;
import java.util.UUID;

/**
 * Which orders a list shows; null parts do not filter.
 *
 * @param store where they are picked up
 * @param from created then or later
 * @param before created earlier
 * @param refundRefused only those with a refund that the gateway refused
 * @param refundRequested only those with a request for a refund that waits
 */
public record OrderFilter(
    UUID member,
    OrderStatus status,
    OrderSource source,
    UUID store,
    Instant from,
    Instant before,
    boolean refundRefused,
    boolean refundRequested) {

  /** A member's own. */
  static OrderFilter of(UUID member, OrderStatus status) {
    return new OrderFilter(member, status, null, null, null, null, false, false);
  }
}

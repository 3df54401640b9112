package io.siyu.chain;

import io.siyu.order.OrderStatus;
import java.util.UUID;

/**
 * An entry whose goods are to be sent.
 *
 * @param note null when there is none
 * @param confirmed whether the chain has succeeded with it
 * @param status of its order
 */
record StandingEntry(
    UUID id,
    UUID orderId,
    UUID memberId,
    String note,
    boolean confirmed,
    OrderStatus status,
    EntryPlace place) {

  /** Whether it waits for being packed. */
  boolean isWaiting() {
    return status == OrderStatus.PAID;
  }
}

package io.siyu.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Money of an order is given back.
 *
 * @param refundId one order may have several partial refunds
 * @param whole whether the order is REFUNDED now
 * @param amountFen what is given back now, lines and freight
 */
@RegisterForReflection
public record OrderRefunded(
    UUID orderId,
    UUID member,
    OrderSource source,
    UUID sourceId,
    UUID refundId,
    boolean whole,
    long amountFen,
    Instant refundedAt,
    List<OrderLineAmount> lines)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return refundId.toString();
  }
}

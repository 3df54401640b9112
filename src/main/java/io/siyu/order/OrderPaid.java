package io.siyu.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order was paid.
 *
 * @param freightFen part of the total that is no line's
 * @param paidAt the gateway's time
 */
@RegisterForReflection
public record OrderPaid(
    UUID orderId,
    UUID member,
    OrderSource source,
    UUID sourceId,
    long totalFen,
    long freightFen,
    Instant paidAt,
    List<OrderLineAmount> lines)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return orderId.toString();
  }
}

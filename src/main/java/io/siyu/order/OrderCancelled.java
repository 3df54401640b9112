package io.siyu.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** An order was cancelled before it was paid, by its member or because the time to pay was over. */
@RegisterForReflection
public record OrderCancelled(
    UUID orderId, UUID member, OrderSource source, UUID sourceId, Instant cancelledAt)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return orderId.toString();
  }
}
